{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    schemas = mkOption {
      type = types.nullOr (types.either types.path types.str);
      default = null;
      description = ''
        A directory of OpenAPI v3 documents or JSON Schemas to check the
        manifests with before anything is applied.
      '';
      example = "/srv/fleet/schemas";
    };

    skipSchemas = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Kinds that are not checked with the schemas.";
      example = [ "PrometheusRule" ];
    };
  };
}
