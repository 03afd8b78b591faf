{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) address;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.api = {
    externalAddress = setting address ''
      The address of a load balancer before all controllers. It must not
      change afterwards: backups of the cluster can be restored with the same
      address only.
    '' "kubernetes.example.com";

    port = mkOption {
      type = types.port;
      default = 6443;
      description = "The port of the API server.";
      example = 443;
    };

    sans = mkOption {
      type = types.listOf address;
      default = [ ];
      description = "Further addresses and names that the certificate of the API server is for.";
      example = [ "kubernetes.internal" ];
    };
  };
}
