# The two namespaces, what may be used in each, and no traffic but what other modules allow.
{ lib, ... }:
let
  inherit (lib) mkMerge;
  inherit (import ../functions.nix { inherit lib; }) data perNamespace;
in
{
  kubernixos.manifests = mkMerge [
    (perNamespace "namespace" (name: {
      apiVersion = "v1";
      kind = "Namespace";
      metadata = {
        inherit name;
        labels = {
          "app.kubernetes.io/part-of" = "shop";
          "pod-security.kubernetes.io/enforce" = "restricted";
        };
      };
    }))

    # A quota on memory refuses pods that name no memory: the LimitRange gives them some.
    (perNamespace "limits" (namespace: {
      apiVersion = "v1";
      kind = "LimitRange";
      metadata = {
        name = "defaults";
        inherit namespace;
      };
      spec.limits = [
        {
          type = "Container";
          defaultRequest = {
            cpu = "50m";
            memory = "64Mi";
          };
          default.memory = "256Mi";
        }
      ];
    }))

    (perNamespace "quota" (namespace: {
      apiVersion = "v1";
      kind = "ResourceQuota";
      metadata = {
        name = "quota";
        inherit namespace;
      };
      spec.hard = {
        pods = "60";
        "requests.cpu" = "16";
        "requests.memory" = "32Gi";
        "limits.memory" = "48Gi";
      };
    }))

    (perNamespace "deny-ingress" (namespace: {
      apiVersion = "networking.k8s.io/v1";
      kind = "NetworkPolicy";
      metadata = {
        name = "deny-ingress";
        inherit namespace;
      };
      spec = {
        podSelector = { };
        policyTypes = [ "Ingress" ];
      };
    }))

    {
      # Nothing that holds the data opens connections to anywhere but the name servers and its own
      # namespace.
      data-egress = {
        apiVersion = "networking.k8s.io/v1";
        kind = "NetworkPolicy";
        metadata = {
          name = "limit-egress";
          namespace = data;
        };
        spec = {
          podSelector = { };
          policyTypes = [ "Egress" ];
          egress = [
            { to = [ { podSelector = { }; } ]; }
            {
              to = [
                { namespaceSelector.matchLabels."kubernetes.io/metadata.name" = "kube-system"; }
              ];
              ports = [
                {
                  port = 53;
                  protocol = "UDP";
                }
                {
                  port = 53;
                  protocol = "TCP";
                }
              ];
            }
          ];
        };
      };
    }
  ];
}
