# A second list: the lists of several modules are joined. An item may be computed, and may have a
# condition.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf;

  quota = namespace: pods: {
    kind = "ResourceQuota";
    apiVersion = "v1";
    metadata = {
      name = "pods";
      inherit namespace;
    };
    spec.hard = { inherit pods; };
  };
in
{
  options.team.loadTest = mkEnableOption "load tests in acceptance, which need more pods than its quota";

  config.kubernixos.manifests = [
    (quota "development" "20")
    (mkIf (!config.team.loadTest) (quota "acceptance" "40"))
    {
      kind = "ConfigMap";
      apiVersion = "v1";
      metadata = {
        name = "contact";
        namespace = "development";
      };
      data.team = "payments";
    }
  ];
}
