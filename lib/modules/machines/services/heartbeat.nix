{ lib, ... }:
let
  inherit (lib) mkOption;
  inherit (import ../../../machine/types.nix { inherit lib; }) duration;
  switch = import ../../switch.nix { inherit lib; };
in
{
  options.services.heartbeat = {
    enable = switch false "Whether the node calls a URL from time to time, which is one of its secrets.";

    interval = mkOption {
      type = duration;
      default = "5m";
      description = "How long to wait between two calls.";
      example = "1m";
    };

    checkCluster = switch false "Whether it calls only while the cluster has the node as ready.";
  };
}
