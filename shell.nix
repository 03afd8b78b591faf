# What development needs, for `nix-shell`.
{
  pkgs ? import ./nix/nixpkgs.nix { },
}:
pkgs.callPackage ./nix/shell.nix { }
