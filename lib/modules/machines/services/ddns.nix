{ config, lib, ... }:
let
  inherit (builtins) attrNames filter head length;
  inherit (lib) concatStringsSep mkOption splitString types;
  inherit (import ../../../machine/types.nix { inherit lib; })
    address
    duration
    isLinkName
    linkName
    recordName
    ;

  switch = import ../../switch.nix { inherit lib; };

  labels = splitString "." config.hostname;
  # A name that is none has a problem of its own.
  bonds = filter isLinkName (attrNames config.network.bonds);
in
{
  options.services.ddns = {
    enable = switch false "Whether the node keeps its record in DNS up to date, where the password for it is supplied.";

    provider = mkOption {
      type = types.enum [ "namecheap" ];
      default = "namecheap";
      description = "Who serves the domain.";
      example = "namecheap";
    };

    host = mkOption {
      type = types.nullOr recordName;
      default = head labels;
      defaultText = lib.literalMD "the first part of the hostname";
      description = "The record of the node itself. Null: none.";
      example = "node1";
    };

    domain = mkOption {
      type = types.nullOr address;
      default = if length labels < 3 then null else concatStringsSep "." (builtins.tail labels);
      defaultText = lib.literalMD "the hostname without its first part";
      description = "The domain that the records are in.";
      example = "example.com";
    };

    primary = mkOption {
      type = types.nullOr recordName;
      default = null;
      description = ''
        A record that all servers of k3s share: the first ready one by its name
        keeps it. Null: none.
      '';
      example = "primary";
    };

    interface = mkOption {
      type = types.nullOr linkName;
      default = if length bonds == 1 then head bonds else null;
      defaultText = lib.literalMD "the only bond";
      description = "The network interface whose IPv4 address the records get.";
      example = "eno1";
    };

    hostInterval = mkOption {
      type = duration;
      default = "10m";
      description = "How long to wait between two looks at the record of the node.";
      example = "1h";
    };

    primaryInterval = mkOption {
      type = duration;
      default = "5m";
      description = "How long to wait between two looks at the shared record.";
      example = "1m";
    };
  };
}
