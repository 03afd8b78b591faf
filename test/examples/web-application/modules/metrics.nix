# A metrics exporter beside the storefront. This module alone knows of it: it adds a container and a
# variable to the storefront's Deployment, a port to its Service and a rule to its NetworkPolicy.
# Disabled, all four are gone.
{ config, lib, ... }:
let
  inherit (lib) mkAfter mkIf;
  inherit (import ../functions.nix { inherit lib; }) containerSecurity;
in
{
  kubernixos.manifests = mkIf config.shop.metrics.enable {
    storefront-deployment.spec.template.spec.containers = mkAfter [
      # The item with the name of an existing container is merged into that one.
      {
        name = "storefront";
        env = [
          {
            name = "STATUS_LISTEN";
            value = "127.0.0.1:8081";
          }
        ];
      }
      # mkAfter keeps this one behind the storefront: the first container is what `kubectl logs` and
      # `exec` take.
      {
        name = "metrics";
        image = "docker.io/nginx/nginx-prometheus-exporter:1.5.1";
        args = [ "--nginx.scrape-uri=http://127.0.0.1:8081/status" ];
        ports = [
          {
            name = "metrics";
            containerPort = 9113;
          }
        ];
        resources = {
          requests = {
            cpu = "10m";
            memory = "16Mi";
          };
          limits.memory = "32Mi";
        };
        securityContext = containerSecurity;
      }
    ];

    storefront-service.spec.ports = mkAfter [
      {
        name = "metrics";
        port = 9113;
        targetPort = "metrics";
      }
    ];

    # Rules have no key to merge by: this one is appended.
    storefront-network-policy.spec.ingress = mkAfter [
      {
        from = [ { namespaceSelector.matchLabels."kubernetes.io/metadata.name" = "monitoring"; } ];
        ports = [ { port = "metrics"; } ];
      }
    ];
  };
}
