# Names alone: values are read when a stick is made, and never by Nix.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; }) secretFile;

  key = types.submodule {
    options = {
      required = mkOption {
        type = types.bool;
        default = true;
        description = "Whether the group is worth nothing without it.";
        example = false;
      };
      description = mkOption {
        type = types.str;
        default = "";
        description = "What it is, for whoever has to supply it.";
        example = "the password of the registry";
      };
    };
  };

  group =
    { name, ... }:
    {
      options = {
        file = mkOption {
          type = secretFile;
          default = "${name}_env";
          defaultText = lib.literalMD "the name of the group and `_env`";
          description = "The name of its file below /secrets.";
          example = "registry_env";
        };
        format = mkOption {
          type = types.enum [
            "environment"
            "value"
          ];
          default = "environment";
          description = ''
            What the file holds: assignments, for EnvironmentFile of a unit, or
            the value of its only key as it is.
          '';
          example = "value";
        };
        keys = mkOption {
          type = types.attrsOf key;
          default = { };
          description = "The names of its values, which are names of environment variables too.";
          example.REGISTRY_PASSWORD.description = "the password of the registry";
        };
        units = mkOption {
          type = types.listOf types.str;
          default = [ ];
          description = "The units that need it. They stay inactive where the file is missing or empty.";
          example = [ "registry.service" ];
        };
      };
    };
in
{
  options.secrets = mkOption {
    type = types.attrsOf (types.submodule group);
    default = { };
    description = ''
      Secrets of one's own units: their names, by groups. Values come from
      files or the environment when a stick is made, and lie below /secrets on
      the node. Services bring their own groups.
    '';
    example.registry.keys.REGISTRY_PASSWORD.description = "the password of the registry";
  };
}
