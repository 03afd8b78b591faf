# A disposable host, on which a backup is restored and removed again.
{ lib, ... }:
let
  inherit (lib) mkDefault mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) duration;
in
{
  options = {
    host = mkOption {
      type = types.submodule {
        imports = import ../host-modules.nix;
        config.role = mkDefault "controller";
      };
      description = ''
        The host, as one of `hosts`: it is none of them, has no k0s, and nothing on
        it is needed. Pods of the cluster may start there only where it is a worker
        too.
      '';
      example = {
        address = "10.0.0.99";
        ssh = { };
      };
    };

    maxAge = mkOption {
      type = types.nullOr duration;
      default = null;
      description = ''
        How old the newest good drill may be: `kubernixos cluster status` fails when
        it is older. Null: any age.
      '';
      example = "720h";
    };
  };
}
