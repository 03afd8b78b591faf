# What a k0s needs that forgets everything at each restart.
{ lib }:
let
  inherit (builtins) filter head match;
  inherit (lib)
    concatMap
    optional
    optionals
    splitString
    ;

  looksSecret = import ../../looks-secret.nix { inherit lib; };
  textsOf = import ../../texts-of.nix { inherit lib; };

  instead = {
    "--config" = "settings = { … }";
    "-c" = "settings = { … }";
    "--token-file" = "joins = true";
    "--token" = "joins = true";
  };

  argument =
    at: text:
    let
      name = head (splitString "=" text);
    in
    optional (instead ? ${name})
      "${at}.extraArgs has ${name}, which has an option of its own. Write `${at}.${instead.${name}};`."
    ++
      optional (!(instead ? ${name}) && looksSecret.argument text)
        "${at}.extraArgs has ${if name == text then "an argument" else name}, which looks like a secret: every user of the node could read it. Remove it, and name a file of `secrets`."
    ++ optional (match ".*[[:cntrl:]].*" text != null)
      "${at}.extraArgs has an argument of several lines. Write it on one line, or as a file.";

  # No message shows a value that may be secret.
  isSecret = { name, text, ... }: looksSecret.setting name text || looksSecret.argument text;
  withoutDatabase =
    settings:
    if settings ? spec.storage.kine.dataSource then
      lib.recursiveUpdate settings { spec.storage.kine.dataSource = null; }
    else
      settings;
  secrets =
    at: settings:
    map (
      setting:
      "${setting.at} looks like a secret, which the configuration would show to all. Remove it, and write `${at}.secretConfig = true;`."
    ) (filter isSecret (textsOf "${at}.settings" (withoutDatabase settings)));
in
{ machine, option, ... }:
let
  inherit (machine.services) k0s;
  at = "${option}.services.k0s";
  isController = k0s.role == "controller";
in
optionals k0s.enable (
  optional (isController && machine.os.root == null)
    "${at}.role is \"controller\", and `/` lies in memory: its certificates, and with them the cluster, would be lost at every restart. Write a partition that stays: `${option}.os.root = \"LABEL=ROOT\";`."
  ++
    optional (!isController && !k0s.joins)
      "${at}.joins is false, and a worker joins a cluster. Remove it."
  ++
    optional (!isController && (k0s.secretConfig || k0s.settings != { }))
      "${at} is a worker, which has no configuration of a cluster. Remove settings and secretConfig."
  ++
    optional (isController && k0s.secretConfig && k0s.settings != { })
      "${at}.settings and ${at}.secretConfig are both set, and k0s reads one configuration. Remove one of them."
  ++
    optional (k0s.settings.spec.storage.kine.dataSource or null != null)
      "${at}.settings.spec.storage.kine.dataSource is a secret, which the configuration would show to all. Remove it, and write `${at}.secretConfig = true;`."
  ++ secrets at k0s.settings
  ++ concatMap (argument at) k0s.extraArgs
)
