# All servers of k3s in a hostgroup are one cluster: one begins it, and what k3s calls critical is the
# same everywhere.
# https://docs.k3s.io/cli/server#critical-configuration-values
{ lib }:
let
  inherit (builtins)
    concatMap
    elem
    filter
    head
    length
    toJSON
    ;
  inherit (lib) concatStringsSep optional optionals;

  critical = [
    "cluster-cidr"
    "cluster-dns"
    "cluster-domain"
    "disable-cloud-controller"
    "disable-helm-controller"
    "disable-network-policy"
    "egress-selector-mode"
    "embedded-registry"
    "flannel-backend"
    "flannel-external-ip"
    "flannel-ipv6-masq"
    "secrets-encryption"
    "secrets-encryption-provider"
    "service-cidr"
  ];

  k3sOf = view: view.machine.services.k3s;
  isServer = view: (k3sOf view).enable && (k3sOf view).role == "server";
  at = view: "${view.option}.services.k3s";

  # Other packaged components may be left out on single servers.
  hasNoLoadBalancer =
    settings:
    let
      disabled = settings.disable or [ ];
    in
    elem "servicelb" (if builtins.isList disabled then disabled else [ disabled ]);

  values =
    map (name: {
      inherit name;
      of = view: (k3sOf view).settings.${name} or null;
    }) critical
    ++ [
      {
        name = "disable = [ \"servicelb\" ]";
        of = view: hasNoLoadBalancer (k3sOf view).settings;
      }
    ];

  differing =
    servers:
    { name, of }:
    let
      first = head servers;
      others = filter (view: of view != of first) servers;
    in
    optional (others != [ ])
      "${concatStringsSep " and " (map (view: "${at view}.settings") ([ first ] ++ others))} differ in ${name}, which must be the same on all servers of a cluster. Write it once, in kubernixos.machineDefaults.";

  sameBy =
    servers: name:
    let
      others = filter (view: (k3sOf view).${name} != (k3sOf (head servers)).${name}) servers;
    in
    optional (others != [ ])
      "${at (head servers)}.${name} is ${toJSON (k3sOf (head servers)).${name}}, and ${at (head others)}.${name} is ${toJSON (k3sOf (head others)).${name}}: they would be two clusters. Write the same for all servers.";
in
views:
let
  servers = filter isServer views;
  beginners = filter (view: (k3sOf view).clusterInit) servers;
in
optional (length beginners > 1)
  "${concatStringsSep " and " (map (view: "${at view}.clusterInit") beginners)} are set: each would begin a cluster of its own. Keep one of them, and write `server = \"https://node1.example.com:6443\";` on the others."
++ optionals (servers != [ ]) (concatMap (differing servers) values ++ sameBy servers "datastore")
