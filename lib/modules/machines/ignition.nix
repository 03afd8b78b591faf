{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../types.nix { inherit lib; }) settings;
in
{
  options = {
    selinux = mkOption {
      type = types.enum [
        "system"
        "permissive"
        "enforcing"
      ];
      default = "system";
      description = "What SELinux does; `system` is what the operating system has it do.";
      example = "permissive";
    };

    ignition.extra = mkOption {
      type = settings;
      default = { };
      description = ''
        A configuration of Ignition 3.3.0, for what there is no option for. It
        is merged deeply into the generated one; lists are joined.
      '';
      example.storage.filesystems = [
        {
          device = "/dev/disk/by-partlabel/ROOT";
          format = "ext4";
          label = "ROOT";
        }
      ];
    };
  };
}
