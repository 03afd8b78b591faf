{ lib, ... }:
let
  inherit (lib) mkOption types;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.units = mkOption {
    type = types.attrsOf (
      types.submodule {
        options = {
          enable = setting types.bool "Whether it starts with the node. Null: as the system has it." true;
          mask = mkOption {
            type = types.bool;
            default = false;
            description = "Whether it can never start.";
            example = true;
          };
          text = setting types.lines "The unit, as systemd reads it." "[Service]\nExecStart=/opt/bin/tool\n";
          dropins = mkOption {
            type = types.attrsOf types.lines;
            default = { };
            description = "Additions to it, by their names, which end in `.conf`; also to units that there are already.";
            example."10-memory.conf" = "[Service]\nMemoryMax=2G\n";
          };
        };
      }
    );
    default = { };
    description = "Units of systemd, by their full names.";
    example."update-engine.service".mask = true;
  };
}
