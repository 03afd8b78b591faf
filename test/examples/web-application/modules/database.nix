# PostgreSQL, in a namespace of its own.
{ config, lib, ... }:
let
  inherit (lib) mkMerge;
  inherit (import ../functions.nix { inherit lib; })
    containerSecurity
    data
    databaseClient
    front
    labels
    metadata
    peer
    perNamespace
    podSecurity
    selector
    ;

  cfg = config.shop.database;
in
{
  kubernixos.manifests = mkMerge [
    # A pod reads Secrets of its own namespace only, so both get the credentials. The password is a
    # placeholder: what stands in a repository is no secret. Keep the real one out of Nix, for
    # instance in a Secret that a secret store's operator writes, and name that one in the pods.
    (perNamespace "database-credentials" (namespace: {
      apiVersion = "v1";
      kind = "Secret";
      metadata = metadata namespace "database-credentials";
      type = "Opaque";
      stringData = {
        PGHOST = "database.${data}.svc";
        PGDATABASE = "shop";
        PGUSER = "shop";
        PGPASSWORD = "placeholder";
      };
    }))

    {
      database-settings = {
        apiVersion = "v1";
        kind = "ConfigMap";
        metadata = metadata data "database-settings";
        data."shop.conf" = ''
          listen_addresses = '*'
          max_connections = 200
          shared_buffers = 512MB
          log_min_duration_statement = 250ms
        '';
      };

      database-service-account = {
        apiVersion = "v1";
        kind = "ServiceAccount";
        metadata = metadata data "database";
        automountServiceAccountToken = false;
      };

      database-service = {
        apiVersion = "v1";
        kind = "Service";
        metadata = metadata data "database";
        spec = {
          # Headless: the name leads to the pod itself, and the StatefulSet's pod gets a stable
          # name.
          clusterIP = "None";
          selector = selector "database";
          ports = [
            {
              name = "postgresql";
              port = 5432;
              targetPort = "postgresql";
            }
          ];
        };
      };

      database = {
        apiVersion = "apps/v1";
        kind = "StatefulSet";
        metadata = metadata data "database";
        spec = {
          serviceName = "database";
          replicas = 1;
          selector.matchLabels = selector "database";
          # The volume outlives the StatefulSet, whatever happens to the manifest.
          persistentVolumeClaimRetentionPolicy = {
            whenDeleted = "Retain";
            whenScaled = "Retain";
          };
          template = {
            metadata.labels = labels "database";
            spec = {
              serviceAccountName = "database";
              securityContext = podSecurity // {
                runAsUser = 999;
                fsGroup = 999;
              };
              terminationGracePeriodSeconds = 120;
              containers = [
                {
                  name = "postgresql";
                  image = "docker.io/library/postgres:17.7";
                  args = [
                    "-c"
                    "config_file=/etc/postgresql/shop.conf"
                  ];
                  ports = [
                    {
                      name = "postgresql";
                      containerPort = 5432;
                    }
                  ];
                  env = [
                    {
                      name = "POSTGRES_USER";
                      valueFrom.secretKeyRef = {
                        name = "database-credentials";
                        key = "PGUSER";
                      };
                    }
                    {
                      name = "POSTGRES_PASSWORD";
                      valueFrom.secretKeyRef = {
                        name = "database-credentials";
                        key = "PGPASSWORD";
                      };
                    }
                    {
                      name = "PGDATA";
                      value = "/var/lib/postgresql/data/pgdata";
                    }
                  ];
                  readinessProbe = {
                    exec.command = [
                      "pg_isready"
                      "--timeout=2"
                    ];
                    timeoutSeconds = 3;
                  };
                  resources = {
                    requests = {
                      cpu = "500m";
                      memory = "1Gi";
                    };
                    limits.memory = "2Gi";
                  };
                  securityContext = containerSecurity;
                  volumeMounts = [
                    {
                      name = "data";
                      mountPath = "/var/lib/postgresql/data";
                    }
                    {
                      name = "settings";
                      mountPath = "/etc/postgresql";
                      readOnly = true;
                    }
                    {
                      name = "sockets";
                      mountPath = "/var/run/postgresql";
                    }
                  ];
                }
              ];
              volumes = [
                {
                  name = "settings";
                  configMap.name = "database-settings";
                }
                {
                  name = "sockets";
                  emptyDir.medium = "Memory";
                }
              ];
            };
          };
          volumeClaimTemplates = [
            {
              apiVersion = "v1";
              kind = "PersistentVolumeClaim";
              metadata.name = "data";
              spec = {
                accessModes = [ "ReadWriteOnce" ];
                resources.requests.storage = cfg.storage;
              };
            }
          ];
        };
      };

      database-network-policy = {
        apiVersion = "networking.k8s.io/v1";
        kind = "NetworkPolicy";
        metadata = metadata data "database";
        spec = {
          podSelector.matchLabels = selector "database";
          policyTypes = [ "Ingress" ];
          ingress = [
            {
              from = [
                (peer front databaseClient)
                (peer data databaseClient)
              ];
              ports = [ { port = "postgresql"; } ];
            }
          ];
        };
      };
    }
  ];
}
