# The addresses of what has some.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../types.nix { inherit lib; }) address addressOrNetwork ip;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    dhcp = mkOption {
      type = types.bool;
      default = config.addresses == [ ];
      defaultText = lib.literalMD "true where there is no static address";
      description = "Whether it gets addresses by DHCP.";
      example = true;
    };

    addresses = mkOption {
      type = types.listOf addressOrNetwork;
      default = [ ];
      description = "Its static addresses, with the size of their network.";
      example = [ "10.0.0.21/24" ];
    };

    gateway = setting ip "The gateway to other networks." "10.0.0.1";

    dns = mkOption {
      type = types.listOf ip;
      default = [ ];
      description = "The name servers that are asked through it.";
      example = [ "10.0.0.1" ];
    };

    domains = mkOption {
      type = types.listOf address;
      default = [ ];
      description = "Domains that short names are completed with.";
      example = [ "example.com" ];
    };

    mtu = setting (types.ints.between 68 65535) "The largest packet. Null: as it is." 9000;
  };
}
