{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.kubernixos = {
    deployment = mkOption {
      type = types.strMatching "[^:/[:space:]]+";
      default = "default";
      description = ''
        The name of this deployment. Several deployments can share a cluster
        when their names differ: none prunes what another one owns.
      '';
      example = "shop";
    };

    leaseNamespace = mkOption {
      type = types.strMatching "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
      default = "default";
      description = ''
        The Namespace of the Lease by which runs of this deployment take turns.
        It must exist, and whoever applies may get, create and update leases
        there; else runs at the same time are not noticed.
      '';
      example = "shop";
    };

    server = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = ''
        The URL of the API server that this belongs to. A run that would reach
        another server stops; it never chooses the server. Where
        `kubernixos.cluster` describes the cluster, its address is the default.
      '';
      example = "https://kubernetes.example.com:6443";
    };

    version = mkOption {
      type = types.nullOr types.str;
      default = null;
      description = ''
        The version of Kubernetes that the cluster runs, or the beginning of it.
        Modules may read it. A run fails where `kubernixos.schemas` were saved from
        another version.
      '';
      example = "1.36";
    };

    fieldManagers = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = ''
        Field managers whose objects are ours as well, beside `kubernixos` and
        those that kubectl uses by default.
      '';
      example = [ "deploy-bot" ];
    };
  };
}
