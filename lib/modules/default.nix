# The option tree of kubernixos: one class-less module, for any evaluator.
#
# Everything is below one submodule option, so that a misspelt name fails
# also where the evaluator accepts options that nobody declared.
{ lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.kubernixos = mkOption {
    type = types.submodule {
      imports = [
        ./assertions.nix
        ./manifests.nix
        ./schemas.nix
        ./settings.nix
        ./release.nix
        ./transform.nix
        (import ./build.nix { inherit pkgs; })
      ];
    };
    default = { };
    description = "What kubernixos deploys, and where to.";
    example = {
      deployment = "shop";
      manifests.shop = {
        apiVersion = "v1";
        kind = "Namespace";
        metadata.name = "shop";
      };
    };
  };
}
