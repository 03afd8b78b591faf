{ lib, name, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; }) hostname mac uuid;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    hostname = mkOption {
      type = hostname;
      default = name;
      defaultText = lib.literalMD "the name of the machine";
      description = "What the node calls itself, with its domain where it has one.";
      example = "node1.example.com";
    };

    match = {
      macs = mkOption {
        type = types.listOf mac;
        default = [ ];
        description = ''
          The addresses of its network cards. A machine is told from others by
          any of them, where it asks for its configuration.
        '';
        example = [ "52:54:00:12:34:56" ];
      };
      uuid = setting uuid "The UUID of its firmware." "4c4c4544-0042-3510-8052-b4c04f4a3132";
      serial = setting (types.strMatching "[^[:space:]]+([ ][^[:space:]]+)*") ''
        The serial number that its firmware tells.
      '' "4B5RJ12";
    };

    arch = mkOption {
      type = types.enum [
        "x86_64"
        "aarch64"
      ];
      default = "x86_64";
      description = "The architecture of its processors.";
      example = "aarch64";
    };
  };
}
