# Units of systemd, as Ignition has them.
{ lib }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    match
    stringLength
    ;
  inherit (lib) optional optionalAttrs;
  writeIni = import ./ini.nix { inherit lib; };

  # The section that a unit is about stands between the two that all have.
  order =
    sections:
    optional (sections ? Unit) "Unit"
    ++ filter (
      name:
      !elem name [
        "Install"
        "Unit"
      ]
    ) (attrNames sections)
    ++ optional (sections ? Install) "Install";
in
rec {
  # https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html
  isUnitName =
    name:
    stringLength name < 256
    &&
      match "[A-Za-z0-9:_.@\\\\-]+\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)" name
      != null;

  # What systemd reads beside a unit: no hidden file, and nothing in another directory.
  isDropinName =
    name: stringLength name < 256 && match "[^./[:cntrl:]][^/[:cntrl:]]*\\.conf" name != null;

  # A word as systemd reads it, whatever its characters.
  quoted =
    word:
    "\"${
      lib.replaceStrings
        [
          "\\"
          "\""
          "%"
        ]
        [
          "\\\\"
          "\\\""
          "%%"
        ]
        word
    }\"";

  # sections -> text
  write =
    sections:
    writeIni (
      map (name: {
        inherit name;
        settings = sections.${name};
      }) (order sections)
    );

  # name -> sections -> unit, which starts with the node where it says what wants it
  unit =
    name: sections:
    {
      inherit name;
      contents = write sections;
    }
    // optionalAttrs (sections ? Install) { enabled = true; };

  # What `[Unit]` of a component says that needs files of secrets: it waits for the volume, and stays
  # inactive where they are not on it.
  needing =
    files:
    optionalAttrs (files != [ ]) {
      RequiresMountsFor = "/secrets";
      ConditionFileNotEmpty = map (file: "/secrets/${file}") files;
    };

  # What waits for the network, and is not stopped where that goes away.
  online = {
    Wants = "network-online.target";
    After = "network-online.target";
  };

  # A program that runs and ends, online and with its secrets, and the timer that starts it.
  timed =
    name:
    {
      description,
      every,
      program,
      environment,
      secretsFile,
      after ? [ ],
    }:
    [
      (unit "${name}.service" {
        Unit = {
          Description = description;
        }
        // online
        // {
          After = [ online.After ] ++ after;
        }
        // needing [ secretsFile ];
        Service = {
          Type = "oneshot";
          ExecStart = program;
          Environment = map (key: quoted "${key}=${environment.${key}}") (attrNames environment);
          EnvironmentFile = "/secrets/${secretsFile}";
          TimeoutStartSec = "2m";
        };
      })
      (unit "${name}.timer" {
        Unit.Description = "${description}, every ${every}";
        Timer = {
          OnBootSec = "1m";
          OnUnitInactiveSec = every;
          RandomizedDelaySec = "10s";
          AccuracySec = "10s";
        };
        Install.WantedBy = "timers.target";
      })
    ];
}
