# https://www.freedesktop.org/software/systemd/man/latest/systemd.netdev.html
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; }) duration linkPattern;
in
{
  options = {
    match = mkOption {
      type = types.listOf linkPattern;
      default = [ ];
      description = "The names of the cards that belong to it, maybe with `*`. It must be set.";
      example = [ "eno*" ];
    };

    mode = mkOption {
      type = types.enum [
        "balance-rr"
        "active-backup"
        "balance-xor"
        "broadcast"
        "802.3ad"
        "balance-tlb"
        "balance-alb"
      ];
      default = "802.3ad";
      description = "How the cards share the work; `802.3ad` is LACP, which the switch must know.";
      example = "active-backup";
    };

    transmitHashPolicy = mkOption {
      type = types.enum [
        "layer2"
        "layer3+4"
        "layer2+3"
        "encap2+3"
        "encap3+4"
      ];
      default = "layer3+4";
      description = "By what a card is chosen for a packet, in modes that choose so.";
      example = "layer2+3";
    };

    lacpTransmitRate = mkOption {
      type = types.enum [
        "slow"
        "fast"
      ];
      default = "fast";
      description = "How often LACP asks the switch: every 30 seconds or every second.";
      example = "slow";
    };

    miiMonitor = mkOption {
      type = duration;
      default = "1s";
      description = "How often the cards are asked whether they have a link.";
      example = "100ms";
    };
  };
}
