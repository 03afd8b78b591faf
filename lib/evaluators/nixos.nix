# Evaluation as a NixOS system; only what manifests use of it is computed.
{
  lib,
  modules,
  packages,
  specialArgs,
}:
let
  inherit (builtins) concatMap filter stringLength substring;

  evaluated = import (packages.tree + "/nixos/lib/eval-config.nix") (
    {
      inherit lib specialArgs;
      modules = [ ../modules ] ++ modules;
    }
    // (if packages.isPackageSet then { inherit (packages) pkgs; } else { })
  );

  # NixOS' own assertions are about a machine that boots: not asked for here.
  tree = "${toString packages.tree}/";
  isOwn = definition: substring 0 (stringLength tree) (toString definition.file) != tree;
  own =
    option:
    concatMap (definition: definition.value) (filter isOwn (import ../definitions.nix option));
in
{
  inherit (evaluated) config options;
  assertions = own evaluated.options.assertions;
  warnings = own evaluated.options.warnings;
}
