# The second partition of the stick, which nobody but root looks into, and nothing writes to, and what
# units of one's own need of it. A node without secrets has none.
{ lib, needing, unit, write, ... }:
let
  inherit (builtins) attrValues elem filter;
  inherit (lib)
    concatMap
    optionals
    unique
    ;

  volume = unit "secrets.mount" {
    Unit.Description = "Secrets of this node";
    Mount = {
      What = "/dev/disk/by-label/secrets";
      Where = "/secrets";
      Type = "ext4";
      # Only its users wait for it, and not the start of the node.
      Options = "ro,nodev,nosuid,noexec,nofail";
      DirectoryMode = "0700";
    };
    Install.WantedBy = "multi-user.target";
  };

  unitsOf = machine: group: (machine.secrets.${group.group} or { units = [ ]; }).units;

  # An addition by which a unit stays inactive without the files of its groups.
  user = machine: groups: name: {
    inherit name;
    dropins = [
      {
        name = "10-kubernixos-secrets.conf";
        contents = write {
          Unit = needing (
            map (group: group.file) (filter (group: elem name (unitsOf machine group)) groups)
          );
        };
      }
    ];
  };
in
# The groups are those of the services too.
machine: groups:
optionals (groups != [ ]) (
  [ volume ]
  ++ map (user machine groups) (unique (concatMap (group: group.units) (attrValues machine.secrets)))
)
