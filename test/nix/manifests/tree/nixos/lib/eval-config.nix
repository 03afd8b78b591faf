# Stands in for NixOS' own file of this name: same arguments, few options.
{
  lib ? import ../../lib,
  modules,
  modulesLocation ? null,
  pkgs ? null,
  specialArgs ? { },
  system ? builtins.currentSystem,
}:
lib.evalModules {
  inherit specialArgs;
  modules = [
    ../modules/machine.nix
    { _module.args.pkgs = pkgs; }
  ]
  ++ modules;
}
