{ config, lib, ... }:
let
  inherit (lib) mkOption optional types;

  unchecked =
    name:
    "kubernixos.${name} is set, but this version checks no schemas: the API server validates at apply.";
in
{
  options.kubernixos = {
    schemas = mkOption {
      type = types.nullOr (types.either types.path types.str);
      default = null;
      description = ''
        A directory of OpenAPI v3 documents or JSON Schemas to check the
        manifests with before anything is applied. This version does not check
        them yet, and warns: the API server validates at apply.
      '';
      example = "/srv/fleet/schemas";
    };

    skipSchemas = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = ''
        Kinds that are not checked with the schemas. This version checks none.
      '';
      example = [ "PrometheusRule" ];
    };
  };

  config.kubernixos.warnings =
    optional (config.kubernixos.schemas != null) (unchecked "schemas")
    ++ optional (config.kubernixos.skipSchemas != [ ]) (unchecked "skipSchemas");
}
