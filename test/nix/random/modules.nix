# The options of each sample, evaluated in each order of its modules.
{ lib, samples }:
let
  inherit (builtins) mapAttrs;
  inherit (import ./definitions.nix { inherit lib; }) attempt inForm reorder valueOf;

  typeOf =
    type:
    {
      int = lib.types.int;
      bool = lib.types.bool;
      str = lib.types.str;
      lines = lib.types.lines;
      anything = lib.types.anything;
      either = lib.types.either lib.types.int lib.types.str;
      enum = lib.types.enum [ "a" "b" ];
      nullOr = lib.types.nullOr (typeOf type.of);
      listOf = lib.types.listOf (typeOf type.of);
      attrsOf = lib.types.attrsOf (typeOf type.of);
      submodule = lib.types.submodule { options = optionsOf type.options; };
    }
    .${type.name};

  optionsOf = mapAttrs (_: type: lib.mkOption { type = typeOf type; });

  # Some options of submodules are declared by a module of their own.
  declarations = sample: map (options: { options = optionsOf options; }) sample.declarations;

  definitions = sample: map (module: inForm module.form { config = valueOf module.config; }) sample.modules;

  evaluate =
    sample: order:
    mapAttrs (_: attempt) (
      removeAttrs
        (lib.evalModules {
          modules = declarations sample ++ reorder (definitions sample) order;
        }).config
        [ "_module" ]
    );
in
map (sample: map (evaluate sample) sample.orders) samples
