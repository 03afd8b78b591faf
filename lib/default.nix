# The public functions of kubernixos. Pure: `lib` is all they take.
{
  lib ? import ./base { },
}:
let
  inherit (import ./manifest.nix { inherit lib; }) manifest manifests;
in
{
  # The module that declares the options, for an evaluation of your own.
  module = ./modules;

  types = {
    inherit manifest manifests;
  };

  /**
    Evaluates modules without NixOS.

    # Inputs

    `modules`: list of modules
    `specialArgs`: further arguments of the modules
    `pkgs`: package set for modules that ask for one

    # Output

    `config.kubernixos.eval` as `{ config; manifests; }`: the settings, and
    the labelled manifests as a list. Throws with all problems of the
    manifests and all failed assertions.

    # Example

    eval { modules = [ ./shop.nix ]; }
  */
  eval =
    {
      modules,
      specialArgs ? { },
      pkgs ? null,
    }:
    let
      evaluated = import ./evaluators/modules.nix {
        inherit lib modules specialArgs;
        packages = if pkgs == null then null else { inherit pkgs; };
      };
      inherit (evaluated.config) kubernixos;
      failed =
        import ./assertions.nix {
          inherit (evaluated) assertions;
          "kubernixos.assertions" = kubernixos.assertions;
        }
        ++ (if kubernixos.clusterState == null then [ ] else kubernixos.clusterState.problems);
    in
    if failed == [ ] then
      kubernixos.eval
    else
      throw "Nothing can be deployed:\n${builtins.concatStringsSep "\n" (map (text: "- ${text}") failed)}";
}
