# `nix develop`, then `kubernixos plan --flake .#prod`.
{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";
    # Where kubernixos comes from: put in its owner.
    kubernixos.url = "github:OWNER/kubernixos";
    kubernixos.inputs.nixpkgs.follows = "nixpkgs";
  };

  outputs =
    { nixpkgs, kubernixos, ... }:
    {
      kubernixosConfigurations.prod = {
        inherit (nixpkgs) lib;
        modules = [
          ./modules
          { kubernixos.manifests.settings.data.greeting = "Good morning"; }
        ];
      };

      devShells = builtins.mapAttrs (_: packages: {
        default = packages.kubernixos.hostgroupShell { };
      }) kubernixos.packages;
    };
}
