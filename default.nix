# The package, for `callPackage` and `nix-build`.
{
  pkgs ? import ./nix/nixpkgs.nix { },
  ...
}@arguments:
pkgs.callPackage ./nix/package.nix (removeAttrs arguments [ "pkgs" ])
