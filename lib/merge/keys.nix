# The fields by which Kubernetes tells the elements of a list apart, by the
# name of the list: the API's x-kubernetes-list-map-keys and
# x-kubernetes-patch-merge-key, and a few lists that it treats as a whole
# but whose elements have an evident identity.
#
# A few lists are sets: an element is its own key.
#
# Each list has alternatives in order of preference; one applies where every
# element has all of its `required` fields. `optional` fields count with the
# default given here where an element leaves them out.
let
  by = required: {
    required = map (name: if builtins.isList name then name else [ name ]) required;
    optional = { };
  };
  counting = optional: alternative: alternative // { inherit optional; };

  byName = [ (by [ "name" ]) ];
  byItself = [ (by [ [ ] ]) ];
in
{
  allocatedResourcesStatus = byName;
  containers = byName;
  ephemeralContainers = byName;
  initContainers = byName;

  claims = byName;
  drivers = byName;
  env = byName;
  imagePullSecrets = byName;
  matchConditions = byName;
  podGroupTemplates = byName;
  resourceClaimStatuses = byName;
  resourceClaims = byName;
  schedulingGates = byName;
  secrets = byName;
  variables = byName;
  volumes = byName;
  webhooks = byName;

  finalizers = byItself;
  podCIDRs = byItself;
  validationActions = byItself;
  volumeLifecycleModes = byItself;

  conditions = [ (by [ "type" ]) ];
  hostAliases = [ (by [ "ip" ]) ];
  ownerReferences = [ (by [ "uid" ]) ];
  podIPs = [ (by [ "ip" ]) ];
  readinessGates = [ (by [ "conditionType" ]) ];
  reservedFor = [ (by [ "uid" ]) ];
  resources = [ (by [ "resourceID" ]) ];
  storageVersions = [ (by [ "apiServerID" ]) ];
  topologySpreadConstraints = [
    (by [
      "topologyKey"
      "whenUnsatisfiable"
    ])
  ];
  volumeDevices = [ (by [ "devicePath" ]) ];
  volumeMounts = [ (by [ "mountPath" ]) ];
  volumeClaimTemplates = [
    (by [
      [
        "metadata"
        "name"
      ]
    ])
  ];

  x-kubernetes-validations = [ (by [ "rule" ]) ];

  devices = [
    (counting { shareID = null; } (by [
      "device"
      "driver"
      "pool"
    ]))
  ];

  # Containers know their ports by containerPort, Services and network
  # policies by port. TCP and UDP twins are different ports.
  ports = [
    (counting { protocol = "TCP"; } (by [ "containerPort" ]))
    (counting { protocol = "TCP"; } (by [ "port" ]))
  ];

  subjects = [
    (counting { namespace = null; } (by [
      "kind"
      "name"
    ]))
  ];

  taints = [
    (by [
      "key"
      "effect"
    ])
  ];

  # References of the Gateway API: one name can stand for several targets.
  backendRefs = [
    (counting {
      group = null;
      kind = null;
      namespace = null;
      port = null;
    } (by [ "name" ]))
  ];
  certificateRefs = [
    (counting {
      group = null;
      kind = null;
      namespace = null;
    } (by [ "name" ]))
  ];
  parentRefs = [
    (counting {
      group = null;
      kind = null;
      namespace = null;
      port = null;
      sectionName = null;
    } (by [ "name" ]))
  ];
}
