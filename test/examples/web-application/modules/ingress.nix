# One Ingress for every service that has a path.
{ config, lib, ... }:
let
  inherit (lib) filterAttrs mapAttrsToList mkIf;
  inherit (import ../functions.nix { inherit lib; }) front metadata;

  cfg = config.shop;
  public = filterAttrs (_: service: service.path != null) cfg.services;
in
{
  kubernixos.manifests.ingress = mkIf cfg.ingress.enable {
    apiVersion = "networking.k8s.io/v1";
    kind = "Ingress";
    metadata = metadata front "shop";
    spec = {
      ingressClassName = cfg.ingress.className;
      tls = [
        {
          hosts = [ cfg.domain ];
          # Written by the cluster's certificate manager, hence no manifest of ours.
          secretName = "shop-certificate";
        }
      ];
      rules = [
        {
          host = cfg.domain;
          # Controllers prefer the longest path, so the order of the list does not matter.
          http.paths = mapAttrsToList (name: service: {
            inherit (service) path;
            pathType = "Prefix";
            backend.service = {
              inherit name;
              port.name = "http";
            };
          }) public;
        }
      ];
    };
  };
}
