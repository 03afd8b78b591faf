# The controller: its namespace, Deployment and the Service that its webhooks are called at.
{ config, lib, ... }:
let
  inherit (import ../functions.nix { inherit lib; })
    labels
    metadata
    name
    namespace
    ;
in
{
  kubernixos.manifests = {
    namespace = {
      apiVersion = "v1";
      kind = "Namespace";
      metadata = {
        name = namespace;
        labels = labels // {
          "pod-security.kubernetes.io/enforce" = "restricted";
        };
      };
    };

    service-account = {
      apiVersion = "v1";
      kind = "ServiceAccount";
      metadata = metadata name;
    };

    deployment = {
      apiVersion = "apps/v1";
      kind = "Deployment";
      metadata = metadata name;
      spec = {
        # Two: one leads, the other answers webhooks while the first is replaced.
        replicas = 2;
        selector.matchLabels = labels;
        template = {
          metadata.labels = labels;
          spec = {
            serviceAccountName = name;
            securityContext = {
              runAsNonRoot = true;
              seccompProfile.type = "RuntimeDefault";
            };
            containers = [
              {
                name = "controller";
                image = "registry.example.com/backup/operator:${config.backup.version}";
                args = [
                  "--leader-elect"
                  "--webhook-port=9443"
                  "--webhook-certificate-secret=backup-webhook-certificate"
                ];
                env = [
                  {
                    name = "POD_NAMESPACE";
                    valueFrom.fieldRef.fieldPath = "metadata.namespace";
                  }
                ];
                ports = [
                  {
                    name = "webhooks";
                    containerPort = 9443;
                  }
                  {
                    name = "health";
                    containerPort = 8081;
                  }
                ];
                livenessProbe.httpGet = {
                  path = "/healthz";
                  port = "health";
                };
                readinessProbe.httpGet = {
                  path = "/readyz";
                  port = "health";
                };
                resources = {
                  requests = {
                    cpu = "50m";
                    memory = "64Mi";
                  };
                  limits.memory = "256Mi";
                };
                securityContext = {
                  allowPrivilegeEscalation = false;
                  capabilities.drop = [ "ALL" ];
                  readOnlyRootFilesystem = true;
                };
              }
            ];
          };
        };
      };
    };

    service = {
      apiVersion = "v1";
      kind = "Service";
      metadata = metadata "${name}-webhooks";
      spec = {
        selector = labels;
        ports = [
          {
            name = "webhooks";
            port = 443;
            targetPort = "webhooks";
          }
        ];
      };
    };
  };
}
