{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.kubernixos = {
    schemas = mkOption {
      type = types.nullOr types.path;
      default = null;
      description = ''
        A directory of schemas, as `kubernixos schemas --out DIR` saves them from a
        cluster. Every run then checks all manifests with them, strictly and without
        a cluster, before anything is printed or applied. Without it the API server
        alone validates, at apply.
      '';
      example = "/srv/fleet/schemas";
    };

    skipSchemas = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = ''
        Kinds that are not checked with the schemas.
      '';
      example = [ "PrometheusRule" ];
    };
  };
}
