{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; })
    absolutePath
    fileMode
    hash
    url
    ;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.files = mkOption {
    type = types.attrsOf (
      types.submodule {
        options = {
          text = setting types.lines ''
            What the file holds. No secrets: whoever fetches the configuration
            can read it.
          '' "vm.max_map_count = 262144\n";
          source = setting url "Where the node fetches the file." "https://mirror.internal/tool";
          hash = setting hash "The hash of a file that is fetched; it must be set then." "sha512-1d9d460763…";
          target = setting absolutePath "A file that it is a symbolic link to." "/opt/bin/k3s";
          mode = mkOption {
            type = fileMode;
            default = "0644";
            description = "The mode of the file.";
            example = "0755";
          };
          user = setting types.str "The user who owns it. Null: root." "core";
          group = setting types.str "The group that owns it. Null: root." "core";
          overwrite = mkOption {
            type = types.bool;
            default = true;
            description = ''
              Whether it replaces what is there already. Without it a node whose `/`
              lies on a disk comes up once, and never again.
            '';
            example = false;
          };
        };
      }
    );
    default = { };
    description = "Files on the node, by their absolute names, and symbolic links.";
    example."/etc/sysctl.d/50-search.conf".text = "vm.max_map_count = 262144\n";
  };
}
