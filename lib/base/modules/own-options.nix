# The options of the module system itself, `_module.*`.
{ lib, ... }:

let
  inherit (lib) mkOption optionalAttrs types;
in
{
  internalModuleKey = "lib/modules.nix";

  # moduleOptions :: is this the outermost evaluation? -> options
  moduleOptions = isRoot: {
    args = mkOption (
      {
        # Lazy: an argument that nobody uses is not evaluated. `mkIf` has no place here anyway,
        # since modules cannot see which arguments exist.
        type = types.lazyAttrsOf types.raw;
        description = "Arguments for modules, in addition to those that `specialArgs` gives. Unlike those, they cannot be used in `imports`. Submodules do not inherit them.";
      }
      // optionalAttrs (!isRoot) { internal = true; }
    );

    check = mkOption {
      type = types.bool;
      default = true;
      internal = true;
      description = "Whether definitions of options that do not exist are errors.";
    };

    freeformType = mkOption {
      type = types.nullOr types.optionType;
      default = null;
      internal = true;
      description = "The type of everything that no option is declared for. Where it is null, such definitions are errors.";
    };

    specialArgs = mkOption {
      readOnly = true;
      internal = true;
      description = "The arguments that were given from outside. They can be used in `imports`.";
    };
  };
}
