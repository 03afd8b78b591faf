{ cluster, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../machine/types.nix { inherit lib; })
    hash
    k0sVersion
    settings
    url
    ;
  setting = import ../../optional-setting.nix { inherit lib; };
  switch = import ../../switch.nix { inherit lib; };
in
{
  options.services.k0s = {
    enable = switch false "Whether k0s runs on the node, where its secrets are supplied.";

    version = mkOption {
      type = types.nullOr k0sVersion;
      default = if cluster == null then null else cluster.k0s.version;
      defaultText = lib.literalMD "that of `kubernixos.cluster`";
      description = "The version of k0s. It must be set, here or for the cluster.";
      example = "v1.34.1+k0s.0";
    };
    hash = setting hash "The hash of the program k0s. It must be set." "sha256-93b7b2…";
    url = setting url "Where the program is fetched from. Null: GitHub." "https://mirror.internal/k0s";

    role = mkOption {
      type = types.enum [
        "worker"
        "controller"
      ];
      default = "worker";
      description = "What the node does in the cluster. A controller needs `os.root`: its certificates must stay.";
      example = "controller";
    };

    joins = switch true ''
      Whether it joins a cluster, by a token that is one of its secrets. The
      first controller joins none.
    '';

    secretConfig = switch false ''
      Whether the configuration of a controller is one of its secrets, as where
      it holds the address of a database. Its options are of no use then.
    '';

    settings = mkOption {
      type = settings;
      default = { };
      description = "The configuration of a controller, an object of the kind ClusterConfig. No secrets.";
      example.spec.network.provider = "calico";
    };

    extraArgs = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Further arguments of k0s. No secrets: every user of the node can read them.";
      example = [ "--labels=disk=none" ];
    };
  };
}
