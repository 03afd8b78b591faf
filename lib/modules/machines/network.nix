{ lib, ... }:
let
  inherit (lib) mkOption types;

  link = more: types.attrsOf (types.submodule { imports = [ ./link.nix ] ++ more; });
in
{
  options.network = {
    interfaces = mkOption {
      type = link [ ./interface.nix ];
      default = { };
      description = ''
        How network cards are set up, by names of your choice. Cards that
        nothing matches get their addresses by DHCP, as Flatcar has it.
      '';
      example.lan = {
        match = [ "eno1" ];
        addresses = [ "10.0.0.21/24" ];
        gateway = "10.0.0.1";
        dns = [ "10.0.0.1" ];
      };
    };

    bonds = mkOption {
      type = link [ ./bond.nix ];
      default = { };
      description = "Several network cards as one, by the name that it gets on the node.";
      example.bond0.match = [ "eno*" ];
    };
  };
}
