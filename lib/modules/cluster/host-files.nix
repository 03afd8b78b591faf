{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) fileName mode;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.files = mkOption {
    type = types.listOf (
      types.submodule {
        options = {
          name = setting types.str "What messages call it, and the file's name in `dstDir`." "registry";
          src = setting fileName ''
            A file, a directory or a pattern here, or a URL that the host
            downloads. A Nix path stands for the file where it lies; it is not
            copied to the Nix store.
          '' "/srv/fleet/registries/*.toml";
          data = setting types.lines ''
            The text of the file. No secrets: k0sctl logs it.
          '' "127.0.0.1 registry.internal\n";
          dst = setting types.str "The file on the host." "/etc/k0s/containerd.d/registry.toml";
          dstDir = setting types.str "The directory on the host." "/etc/k0s/containerd.d";
          perm = setting mode "The mode of the file. Null: as here." "0600";
          dirPerm = setting mode "The mode of a directory that is made for it. Null: 0755." "0750";
          user = setting types.str "The user who owns it. Null: root." "etcd";
          group = setting types.str "The group that owns it. Null: root." "etcd";
        };
      }
    );
    default = [ ];
    description = "Files that k0sctl puts on the host.";
    example = [
      {
        src = "/srv/fleet/registry.toml";
        dstDir = "/etc/k0s/containerd.d";
        perm = "0600";
      }
    ];
  };
}
