{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../machine/types.nix { inherit lib; }) duration;
in
{
  options.services.heartbeat = {
    enable = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the node calls a URL from time to time, which is one of its secrets.";
      example = true;
    };

    interval = mkOption {
      type = duration;
      default = "5m";
      description = "How long to wait between two calls.";
      example = "1m";
    };

    checkCluster = mkOption {
      type = types.bool;
      default = false;
      description = "Whether it calls only while the cluster has the node as ready.";
      example = true;
    };
  };
}
