# What every stateless service of the shop consists of. The manifests are named <service>-<what>, so
# that other modules can add to them: see storefront.nix, cart.nix and metrics.nix.
{ config, lib, ... }:
let
  inherit (lib)
    mapAttrs
    mapAttrsToList
    mkDefault
    mkIf
    mkMerge
    optional
    optionalAttrs
    ;
  inherit (import ../functions.nix { inherit lib; })
    containerSecurity
    databaseClient
    front
    labels
    metadata
    peer
    podSecurity
    selector
    ;

  cfg = config.shop;

  manifests = name: service: {
    "${name}-service-account" = {
      apiVersion = "v1";
      kind = "ServiceAccount";
      metadata = metadata front name;
      # None of the services talks to the Kubernetes API.
      automountServiceAccountToken = false;
    };

    "${name}-deployment" = deployment name service;

    "${name}-service" = {
      apiVersion = "v1";
      kind = "Service";
      metadata = metadata front name;
      spec = {
        selector = selector name;
        ports = [
          {
            name = "http";
            port = 80;
            targetPort = "http";
          }
        ];
      };
    };

    "${name}-autoscaler" = mkIf (service.maxReplicas != null) (autoscaler name service);

    # With a single pod the budget would only block the draining of its node.
    "${name}-disruption-budget" = mkIf (service.replicas > 1) {
      apiVersion = "policy/v1";
      kind = "PodDisruptionBudget";
      metadata = metadata front name;
      spec = {
        selector.matchLabels = selector name;
        maxUnavailable = 1;
      };
    };

    "${name}-network-policy" = networkPolicy name service;
  };

  deployment = name: service: {
    apiVersion = "apps/v1";
    kind = "Deployment";
    metadata = metadata front name;
    spec = {
      # Where there is an autoscaler, the number is its to say: named here, every apply would undo
      # its work.
      replicas = mkIf (service.maxReplicas == null) service.replicas;
      revisionHistoryLimit = mkDefault 3;
      selector.matchLabels = selector name;
      strategy = {
        type = "RollingUpdate";
        rollingUpdate = {
          maxSurge = 1;
          maxUnavailable = 0;
        };
      };
      template = {
        metadata.labels = labels name // optionalAttrs service.database databaseClient;
        spec = {
          serviceAccountName = name;
          securityContext = podSecurity;
          terminationGracePeriodSeconds = mkDefault 30;
          topologySpreadConstraints = [
            {
              topologyKey = "kubernetes.io/hostname";
              maxSkew = 1;
              whenUnsatisfiable = "ScheduleAnyway";
              labelSelector.matchLabels = selector name;
            }
          ];
          containers = [ (container name service) ];
          volumes = [
            {
              name = "tmp";
              emptyDir = { };
            }
          ];
        };
      };
    };
  };

  container = name: service: {
    inherit name;
    inherit (service) image;
    ports = [
      {
        name = "http";
        containerPort = service.port;
      }
    ];
    env = mapAttrsToList (name: value: { inherit name value; }) service.environment;
    envFrom = optional service.database { secretRef.name = "database-credentials"; };
    readinessProbe = {
      httpGet = {
        path = "/health/ready";
        port = "http";
      };
      periodSeconds = mkDefault 5;
    };
    livenessProbe = {
      httpGet = {
        path = "/health/live";
        port = "http";
      };
      initialDelaySeconds = mkDefault 10;
    };
    # Defaults, so that a service that needs more says only that.
    resources = {
      requests = mapAttrs (_: mkDefault) {
        cpu = "100m";
        memory = "128Mi";
      };
      limits.memory = mkDefault "256Mi";
    };
    securityContext = containerSecurity;
    volumeMounts = [
      {
        name = "tmp";
        mountPath = "/tmp";
      }
    ];
  };

  autoscaler = name: service: {
    apiVersion = "autoscaling/v2";
    kind = "HorizontalPodAutoscaler";
    metadata = metadata front name;
    spec = {
      scaleTargetRef = {
        apiVersion = "apps/v1";
        kind = "Deployment";
        inherit name;
      };
      minReplicas = service.replicas;
      inherit (service) maxReplicas;
      metrics = [
        {
          type = "Resource";
          resource = {
            name = "cpu";
            target = {
              type = "Utilization";
              averageUtilization = mkDefault 70;
            };
          };
        }
      ];
      # Scaling down slowly costs little; doing it in the middle of a sale costs orders.
      behavior.scaleDown.stabilizationWindowSeconds = 600;
    };
  };

  networkPolicy =
    name: service:
    let
      peers =
        map (caller: peer front (selector caller)) service.callers
        ++ optional (cfg.ingress.enable && service.path != null) {
          namespaceSelector.matchLabels."kubernetes.io/metadata.name" = cfg.ingress.namespace;
        };
    in
    {
      apiVersion = "networking.k8s.io/v1";
      kind = "NetworkPolicy";
      metadata = metadata front name;
      spec = {
        podSelector.matchLabels = selector name;
        policyTypes = [ "Ingress" ];
        # An empty `from` lets everyone in: without peers there must be no rule at all.
        ingress = optional (peers != [ ]) {
          from = peers;
          ports = [ { port = "http"; } ];
        };
      };
    };
in
{
  kubernixos.manifests = mkMerge (mapAttrsToList manifests cfg.services);
}
