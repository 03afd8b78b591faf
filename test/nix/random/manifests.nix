# The manifests of each sample, evaluated in each order of its modules.
{ lib, samples }:
let
  inherit (import ./definitions.nix { inherit lib; }) attempt inForm reorder valueOf;

  definitions =
    sample:
    map (
      module:
      inForm module.form {
        kubernixos.manifests = lib.mkIf true (valueOf module.config);
      }
    ) sample.modules;

  evaluate =
    sample: order:
    builtins.mapAttrs (_: attempt)
      (import ../../../lib/evaluators/modules.nix {
        inherit lib;
        modules = reorder (definitions sample) order;
        packages = null;
        specialArgs = { };
      }).config.kubernixos.manifests;
in
map (sample: map (evaluate sample) sample.orders) samples
