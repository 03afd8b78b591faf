# k3s on nodes that forget everything at each restart.
{ hash, fileOf, k0s, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a.services";
  onDisk = { os.root = "LABEL=ROOT"; };
  settings = set: k3s { settings = set; };
  keysOf = machine: lib.concatMap (group: map (key: "${group.file}: ${key.name}") group.keys) machine.secrets;
  linesOf = name: machine: lib.splitString "\n" (unitOf name machine).contents;
in
{
  "a server of k3s with its data elsewhere is valid" = {
    machine = k3s { };
    problems = [ ];
  };
  "version and hash have to be there" = {
    machine.services = { k3s.enable = true; };
    problems = [ "${at}.k3s.version is not set" "${at}.k3s.hash is not set: whatever is fetched would run as root" ];
  };
  "k3s needs token, datastore and password of the node" = {
    machine = k3s { };
    result = keysOf;
    expected = [
      "k3s_env: K3S_DATASTORE_ENDPOINT"
      "k3s_env: K3S_NODE_PASSWORD"
      "k3s_env: K3S_TOKEN"
    ];
  };
  "an agent needs no datastore" = {
    machine = k3s { role = "agent"; server = "https://node1:6443"; };
    result = keysOf;
    expected = [ "k3s_env: K3S_NODE_PASSWORD" "k3s_env: K3S_TOKEN" ];
  };
  "all variables of k3s belong to it" = {
    machine = k3s { };
    result = machine: (builtins.head machine.secrets).prefixes;
    expected = [ "K3S_" ];
  };
  "what k3s needs is required, and empty is not enough" = {
    machine = k3s { };
    result = machine: map (key: key.required) (builtins.head machine.secrets).keys;
    expected = [ true true true ];
  };
  "variables decide neither role nor datastore of a server" = {
    machines = {
      a = onDisk // k3s { datastore = "sqlite"; };
      b = onDisk // k3s { role = "agent"; server = "https://a:6443"; };
    };
    resultOfAll = kubernixos: map (
      machine: map (entry: "${entry.name}, ${entry.instead}") (builtins.head machine.secrets).reserved
    ) kubernixos.machineState.machines;
    expected = [
      [
        "K3S_CLUSTER_INIT, services.k3s.clusterInit"
        "K3S_CONFIG_FILE, services.k3s.settings"
        "K3S_DATASTORE_ENDPOINT, services.k3s.datastore"
        "K3S_URL, services.k3s.server"
      ]
      [ "K3S_CONFIG_FILE, services.k3s.settings" ]
    ];
  };
  "an agent joins a server" = {
    machine = k3s { role = "agent"; };
    problems = [ "${at}.k3s.server is not set, and an agent joins one" ];
  };
  "an agent tells systemd nothing" = {
    machine = k3s { role = "agent"; server = "https://node1:6443"; };
    result = machine: builtins.filter (line: lib.hasPrefix "Type=" line || lib.hasPrefix "ExecStart=" line) (linesOf "k3s.service" machine);
    expected = [ "ExecStart=/opt/bin/k3s agent" "Type=exec" ];
  };
  "SQLite in memory is refused" = {
    machine = k3s { datastore = "sqlite"; };
    problems = [ "${at}.k3s.datastore is \"sqlite\", and `/` lies in memory: the cluster would be lost at every restart" ];
  };
  "SQLite on a disk is valid" = {
    machine = onDisk // k3s { datastore = "sqlite"; };
    problems = [ ];
  };
  "etcd in memory is refused" = {
    machine = k3s { datastore = "etcd"; clusterInit = true; };
    problems = [ "${at}.k3s.datastore is \"etcd\", and `/` lies in memory: the member of etcd would be lost" ];
  };
  "etcd begins or joins a cluster" = {
    machine = onDisk // k3s { datastore = "etcd"; };
    problems = [ "${at}.k3s has the datastore etcd, and neither begins a cluster nor joins one" ];
  };
  "a cluster begins with etcd" = {
    machine = k3s { clusterInit = true; };
    problems = [ "${at}.k3s.clusterInit begins a cluster of etcd" ];
  };
  "one server begins the cluster" = {
    machines = lib.genAttrs [ "a" "b" ] (_: onDisk // k3s { datastore = "etcd"; clusterInit = true; });
    problems = [ "kubernixos.machines.a.services.k3s.clusterInit and kubernixos.machines.b.services.k3s.clusterInit are set" ];
  };
  "others join with etcd" = {
    machines = {
      a = onDisk // k3s { datastore = "etcd"; clusterInit = true; };
      b = onDisk // k3s { datastore = "etcd"; server = "https://a:6443"; };
    };
    problems = [ ];
  };
  "a server with SQLite is alone" = {
    machines = {
      a = onDisk // k3s { datastore = "sqlite"; };
      b = onDisk // k3s { datastore = "sqlite"; server = "https://x:6443"; };
    };
    problems = [
      "kubernixos.machines.b.services.k3s.server is set, and a server with SQLite is the only one of its cluster"
      "kubernixos.machines.a.services.k3s.datastore and kubernixos.machines.b.services.k3s.datastore are \"sqlite\": each would be a cluster of its own"
    ];
  };
  "a server begins a cluster or joins one" = {
    machine = onDisk // k3s { datastore = "etcd"; clusterInit = true; server = "https://x:6443"; };
    problems = [ "${at}.k3s.clusterInit begins a cluster, and ${at}.k3s.server joins one" ];
  };
  "servers that join each other have a beginner" = {
    machines = {
      a = onDisk // { hostname = "a.example.com"; } // k3s { datastore = "etcd"; server = "https://10.0.0.2:6443"; };
      b = onDisk // { address = "10.0.0.2"; } // k3s { datastore = "etcd"; server = "https://a.example.com:6443/"; };
    };
    problems = [ "kubernixos.machines.a.services.k3s.server and kubernixos.machines.b.services.k3s.server join a server of this hostgroup, of which none begins the cluster. Write `clusterInit = true;` in place of server on the one that has the cluster's data, or on the first one of a new cluster." ];
  };
  "servers may join one that is elsewhere" = {
    machines = {
      a = onDisk // k3s { datastore = "etcd"; server = "https://[fd00::1]:6443"; };
      b = onDisk // k3s { datastore = "etcd"; server = "https://a:6443"; };
    };
    problems = [ ];
  };
  "settings are compared as k3s reads them" = {
    machines = {
      a = settings { disable = "servicelb,traefik"; cluster-cidr = [ "10.1.0.0/16" "fd00::/56" ]; secrets-encryption = false; };
      b = settings { disable = [ "traefik" "servicelb" ]; cluster-cidr = "10.1.0.0/16,fd00::/56"; };
      c = settings { disable = [ "traefik" ]; "disable+" = "servicelb"; cluster-cidr = "10.1.0.0/16"; "cluster-cidr+" = [ "fd00::/56" ]; };
    };
    problems = [ ];
  };
  "names for the certificate are for servers" = {
    machine = k3s { role = "agent"; server = "https://a:6443"; tlsSans = [ "x" ]; };
    problems = [ "${at}.k3s.tlsSans is for the certificate of servers" ];
  };
  "servers share a datastore of one kind" = {
    machines = { a = k3s { }; b = onDisk // k3s { datastore = "sqlite"; }; };
    problems = [ "kubernixos.machines.a.services.k3s.datastore is \"external\", and kubernixos.machines.b.services.k3s.datastore is \"sqlite\"" ];
  };
  "servers with a datastore elsewhere join nobody" = {
    machine = k3s { server = "https://node1:6443"; };
    problems = [ "${at}.k3s.server is set, and servers with an external datastore find each other there" ];
  };
  "critical settings are the same on all servers" = {
    machines = { a = settings { cluster-cidr = "10.1.0.0/16"; }; b = k3s { }; c = settings { cluster-cidr = "10.1.0.0/16"; }; };
    problems = [ "kubernixos.machines.a.services.k3s.settings and kubernixos.machines.b.services.k3s.settings differ in cluster-cidr" ];
  };
  "no critical setting of servers differs" = {
    machines =
      let
        all = {
          cluster-cidr = "10.1.0.0/16";
          cluster-dns = "10.2.0.10";
          cluster-domain = "cluster.example.com";
          disable-cloud-controller = true;
          disable-helm-controller = true;
          disable-network-policy = true;
          egress-selector-mode = "cluster";
          embedded-registry = true;
          flannel-backend = "wireguard-native";
          flannel-external-ip = true;
          flannel-ipv6-masq = true;
          secrets-encryption = true;
          secrets-encryption-provider = "secretbox";
          service-cidr = "10.2.0.0/16";
        };
      in
      { a = settings all; b = settings { }; };
    problems = map (name: "a.services.k3s.settings and kubernixos.machines.b.services.k3s.settings differ in ${name}, which must be the same") [
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
  };
  "servicelb is left out everywhere or nowhere" = {
    machines = { a = settings { disable = [ "servicelb" "traefik" ]; }; b = settings { disable = "servicelb"; }; c = settings { disable = [ "traefik" ]; }; };
    problems = [ "settings and kubernixos.machines.c.services.k3s.settings differ in disable = [ \"servicelb\" ]" ];
  };
  "other settings may differ, also those of agents" = {
    machines = { a = settings { node-label = [ "a=b" ]; }; b = k3s { role = "agent"; server = "https://a:6443"; settings.cluster-cidr = "x"; }; };
    problems = [ ];
  };
  "a node without a password would be refused" = {
    machine = k3s { nodePassword = false; };
    problems = [ "${at}.k3s.nodePassword is false, and `/` lies in memory: k3s would make another password at every restart" ];
  };
  "a new node each time needs no password" = {
    machine = k3s { nodePassword = false; settings.with-node-id = true; };
    problems = [ ];
  };
  "on a disk k3s keeps its own password" = {
    machine = onDisk // k3s { nodePassword = false; };
    problems = [ ];
  };
  "settings with an option are refused" = {
    machine = onDisk // settings { tls-san = [ "x" ]; server = "https://x:6443"; cluster-init = true; };
    problems = [
      "settings.cluster-init has an option of its own. Write `${at}.k3s.clusterInit = true;`"
      "settings.server has an option"
      "settings.tls-san has an option"
    ];
  };
  "settings of k3s are a file that others cannot read" = {
    machine = k3s { tlsSans = [ "kubernetes.example.com" ]; settings.disable = [ "traefik" ]; };
    result = machine: { inherit (fileOf "/etc/rancher/k3s/config.yaml" machine) contents mode; };
    expected = {
      contents.source = "data:,%7B%22disable%22%3A%5B%22traefik%22%5D%2C%22tls-san%22%3A%5B%22kubernetes.example.com%22%5D%7D%0A";
      mode = 384;
    };
  };
  "the program is for the architecture of the machine" = {
    machine = lib.recursiveUpdate (k3s { }) { arch = "aarch64"; };
    result = fileOf "/opt/bin/k3s";
    expected = {
      contents = {
        source = "https://github.com/k3s-io/k3s/releases/download/v1.33.1%2Bk3s1/k3s-arm64";
        verification = { inherit hash; };
      };
      mode = 493;
      overwrite = true;
      path = "/opt/bin/k3s";
    };
  };
  "k3s and k0s exclude each other" = {
    machine.services = (k3s { }).services // (k0s { }).services;
    problems = [ "${at} has both k3s and k0s enabled" ];
  };
}
