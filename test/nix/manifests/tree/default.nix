# Stands in for nixpkgs: a function to a package set.
{ ... }:
{
  path = ./.;
  lib = import ./lib;
  hello = "hello-1.0";
}
