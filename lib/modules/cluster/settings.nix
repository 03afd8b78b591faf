{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) clusterName duration;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    name = setting clusterName ''
      The name of the cluster, in kubeconfigs too, and what must be typed to
      uninstall it. It must be set.
    '' "shop";

    user = mkOption {
      type = clusterName;
      default = "admin";
      description = "The name of the user in kubeconfigs of this cluster.";
      example = "shop-admin";
    };

    timeout = mkOption {
      type = types.nullOr duration;
      default = "1h";
      description = "How long k0sctl may take for one action. Null: for ever.";
      example = "30m";
    };
  };
}
