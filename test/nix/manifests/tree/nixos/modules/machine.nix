# As in NixOS: a machine without a file system fails, which is not our matter.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options = {
    assertions = mkOption {
      type = types.listOf types.unspecified;
      default = [ ];
    };
    warnings = mkOption {
      type = types.listOf types.str;
      default = [ ];
    };
    networking = {
      hostName = mkOption { type = types.str; };
      fqdn = mkOption {
        type = types.str;
        readOnly = true;
        default = "${config.networking.hostName}.example.com";
      };
    };
  };

  config = {
    assertions = [
      {
        assertion = false;
        message = "There is no root file system.";
      }
    ];
    warnings = [ "There is no boot loader." ];
  };
}
