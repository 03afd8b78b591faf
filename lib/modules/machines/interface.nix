{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; }) linkPattern mac;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    match = mkOption {
      type = types.listOf linkPattern;
      default = [ ];
      description = "The names of the cards that are meant, maybe with `*`.";
      example = [ "eno1" ];
    };

    mac = setting mac "The address of the card that is meant." "52:54:00:12:34:56";
  };
}
