{ config, lib, name, ... }:
let
  inherit (lib) literalMD mkOption types;
  derived = import ../../machine/derive.nix { inherit lib; } name config;
in
{
  options.build = {
    ignition = mkOption {
      type = types.unspecified;
      readOnly = true;
      default = derived.ignition;
      defaultText = literalMD "what the options say";
      description = "The configuration of the node for Ignition, as Nix data.";
      example.ignition.version = "3.3.0";
    };

    ipxe = mkOption {
      type = types.lines;
      readOnly = true;
      default = derived.ipxeScript;
      defaultText = literalMD "what the options say";
      description = "The script that iPXE runs to boot it.";
      example = "#!ipxe\ndhcp\n";
    };
  };
}
