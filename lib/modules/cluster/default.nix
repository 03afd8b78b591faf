# One cluster of k0s per hostgroup. Null costs nothing: neither types nor checks
# of a cluster are evaluated then.
{
  config,
  lib,
  options,
  ...
}:
let
  inherit (lib)
    mkDefault
    mkIf
    mkOption
    types
    ;
  inherit (config.kubernixos) cluster machines;

  checkNames = import ../check-names.nix { inherit config lib options; };
in
{
  options.kubernixos = {
    cluster = mkOption {
      type = types.nullOr (
        types.submodule {
          imports = [
            ./api.nix
            ./backup
            ./build.nix
            ./concourse
            ./hosts.nix
            ./k0s.nix
            ./passthrough.nix
            ./ping.nix
            ./rollout.nix
            ./settings.nix
            { _module.args = { inherit machines; }; }
          ];
        }
      );
      default = null;
      description = ''
        The cluster of k0s that this hostgroup runs on, as k0sctl installs it.
        Null where others look after the cluster.
      '';
      example = lib.literalExpression ''
        {
          name = "shop";
          k0s.version = "v1.34.1+k0s.0";
          hosts.node = {
            role = "single";
            address = "10.0.0.11";
            ssh = { };
          };
        }
      '';
    };

    clusterState = mkOption {
      type = types.unspecified;
      readOnly = true;
      internal = true;
      visible = false;
      default = checkNames (if cluster == null then null else cluster.state);
      defaultText = lib.literalMD "what the command line reads";
      description = "What the command line reads of the cluster: its document, and what is wrong with it.";
      example = null;
    };
  };

  config.kubernixos = mkIf (cluster != null) {
    server = mkIf (cluster.state.server != null) (mkDefault cluster.state.server);
    inherit (cluster.state) warnings;
  };
}
