{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) duration;
in
{
  options.ping = {
    ports = mkOption {
      type = types.listOf types.port;
      default = [ ];
      description = ''
        Ports that every host must answer on, beside that of its transport.
        Before the cluster is installed nothing answers on ports of k0s, and
        workers never do on those of controllers.
      '';
      example = [ 6443 ];
    };

    timeout = mkOption {
      type = duration;
      default = "5s";
      description = "How long a host may take to answer.";
      example = "10s";
    };

    maxLossPercent = mkOption {
      type = types.ints.between 0 100;
      default = 0;
      description = "How many of the attempts to reach a port may fail, in percent.";
      example = 20;
    };
  };
}
