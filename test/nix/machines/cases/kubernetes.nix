# k3s and k0s on nodes that forget everything at each restart.
{ hash, ignitionOf, fileOf, k0s, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a.services";
  asking = { services.heartbeat = { enable = true; checkCluster = true; }; };
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
  "secrets among the settings are refused, and not shown" = {
    machine = settings { token = "hunter2"; agent-token = "hunter2"; datastore-endpoint = "postgres://u:hunter2@h/db"; x = "http://u:hunter2@h"; };
    problems = [
      "settings.agent-token is a secret"
      "settings.datastore-endpoint is a secret, which the configuration would show to all. Remove it, and supply K3S_DATASTORE_ENDPOINT"
      "settings.token is a secret"
      "settings.x looks like a secret"
    ];
  };
  "secrets are found wherever they are among the settings" = {
    machine = settings {
      foo-password = "hunter2";
      nested.foo-password = "hunter2";
      "token+" = "hunter2";
      kube-apiserver-arg = [ "--x=postgres://u:hunter2@h/db" "etcd-password=hunter2" ];
    };
    problems = [
      "${at}.k3s.settings.foo-password looks like a secret, which the configuration would show to all. Remove it"
      "${at}.k3s.settings.kube-apiserver-arg[0] looks like a secret, which the configuration would show to all. Remove it"
      "settings.kube-apiserver-arg[1] looks like a secret"
      "${at}.k3s.settings.nested.foo-password looks like a secret"
      "settings.\"token+\" is a secret, which the configuration would show to all. Remove it, and supply K3S_TOKEN"
    ];
  };
  "what tells of secrets is none" = {
    machine = settings {
      secrets-encryption = true;
      secrets-encryption-provider = "secretbox";
      etcd-s3-config-secret = "k3s-etcd-s3";
      image-credential-provider-bin-dir = "/opt/credential-provider/bin";
      image-credential-provider-config = "/etc/rancher/credential-provider.yaml";
      private-registry = "/etc/rancher/k3s/registries.yaml";
      token-file = "/secrets/k3s_token";
      "agent-token-file+" = "/secrets/k3s_agent_token";
      kube-apiserver-arg = [
        "enable-bootstrap-token-auth=true"
        "service-account-max-token-expiration=24h"
        "authentication-token-webhook-config-file=/etc/webhook.yaml"
      ];
      kube-controller-manager-arg = [
        "concurrent-serviceaccount-token-syncs=5"
        "legacy-service-account-token-clean-up-period=8760h"
      ];
      kubelet-arg = [ "image-credential-provider-config=/etc/x" ];
      node-label = [ "secrets=vault" ];
      node-taint = [ "secrets=vault:NoSchedule" ];
    };
    problems = [ ];
  };
  "references to Secrets are none" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec = {
        auth = { existingSecret = "db"; existingSecretPasswordKey = "postgres"; tokenKey = "token"; imagePullSecret = "regcred"; };
        imagePullSecrets = [ "regcred" ];
        workerProfiles = [ { name = "x"; values.imagePullCredentialsVerificationPolicy = "NeverVerify"; } ];
        api.extraArgs = { max-tokens = "4096"; token-lifetime = "90s"; };
      };
    };
    problems = [ ];
  };
  "a short number may be a password, and a short word a token" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec = { password = "12345"; dbPw = "12345"; dbPassword = "123456"; apiToken = "letmein"; tokenKey = "hunter2"; };
    };
    problems = map (name: "${at}.k0s.settings.spec.${name} looks like a secret") [ "apiToken" "dbPassword" "dbPw" "password" "tokenKey" ];
  };
  "an address for mail is no login" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec.extensions.helm.charts = [ { name = "x"; values = "email: ops@example.com\nurl: http://a:1 # ask ops@example.com\n"; } ];
    };
    problems = [ ];
  };
  "secrets of the configuration and the arguments of k0s are refused, and not shown" = {
    machine = onDisk // k0s {
      role = "controller";
      settings.spec.extensions.helm.repositories = [ { name = "x"; url = "https://x"; password = "hunter2"; } ];
      extraArgs = [ "--api-token=hunter2" "https://me:hunter2@host" ];
    };
    problems = [
      "${at}.k0s.settings.spec.extensions.helm.repositories[0].password looks like a secret, which the configuration would show to all. Remove it, and write `${at}.k0s.secretConfig = true;`"
      "${at}.k0s.extraArgs has --api-token, which looks like a secret"
      "${at}.k0s.extraArgs has an argument, which looks like a secret"
    ];
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
  "a worker of k0s is valid" = {
    machine = k0s { };
    problems = [ ];
  };
  "a worker of k0s joins by its token, again at every start" = {
    machine = k0s { extraArgs = [ "--labels=a=b c" "--x=%\"$\\" ]; };
    result = machine: builtins.filter (line: builtins.match "(ExecStart|Condition.*|Restart)=.*" line != null) (linesOf "k0s.service" machine);
    expected = [
      "ConditionFileNotEmpty=/secrets/k0s_token"
      "ExecStart=/opt/bin/k0s worker --token-file=/secrets/k0s_token \"--labels=a=b c\" \"--x=%%\\\"$$\\\\\""
      "Restart=always"
    ];
  };
  "its token is a file of its own" = {
    machine = k0s { };
    result = machine: map (group: { inherit (group) file format; keys = map (key: key.name) group.keys; }) machine.secrets;
    expected = [ { file = "k0s_token"; format = "value"; keys = [ "K0S_TOKEN" ]; } ];
  };
  "a worker joins a cluster" = {
    machine = k0s { joins = false; };
    problems = [ "${at}.k0s.joins is false, and a worker joins a cluster" ];
  };
  "a worker has no configuration" = {
    machine = k0s { settings.spec = { }; };
    problems = [ "${at}.k0s is a worker, which has no configuration" ];
  };
  "a controller in memory is refused" = {
    machine = k0s { role = "controller"; };
    problems = [ "${at}.k0s.role is \"controller\", and `/` lies in memory: its certificates" ];
  };
  "the address of a database is a secret, and not shown" = {
    machine = onDisk // k0s { role = "controller"; settings.spec.storage = { type = "kine"; kine.dataSource = "postgres://u:hunter2@h/db"; }; };
    problems = [ "${at}.k0s.settings.spec.storage.kine.dataSource is a secret" ];
  };
  "a controller reads one configuration" = {
    machine = onDisk // k0s { role = "controller"; secretConfig = true; settings.spec = { }; };
    problems = [ "${at}.k0s.settings and ${at}.k0s.secretConfig are both set" ];
  };
  "a configuration may be a secret" = {
    machine = onDisk // k0s { role = "controller"; joins = false; secretConfig = true; };
    result = machine: {
      start = builtins.filter (lib.hasPrefix "ExecStart=") (linesOf "k0s.service" machine);
      keys = keysOf machine;
      file = fileOf "/etc/k0s/k0s.yaml" machine;
    };
    expected = {
      start = [ "ExecStart=/opt/bin/k0s controller --config=/secrets/k0s_config" ];
      keys = [ "k0s_config: K0S_CONFIG" ];
      file = null;
    };
  };
  "a first controller has no secrets to wait for" = {
    machine = onDisk // k0s { role = "controller"; joins = false; };
    result = machine: {
      lines = builtins.filter (lib.hasInfix "/secrets") (linesOf "k0s.service" machine);
      mount = unitOf "secrets.mount" machine;
    };
    expected = { lines = [ ]; mount = null; };
  };
  "arguments with an option are refused" = {
    machine = k0s { extraArgs = [ "--token-file=/x" "--config" ]; };
    problems = [ "${at}.k0s.extraArgs has --token-file" "${at}.k0s.extraArgs has --config" ];
  };
  "a heartbeat that asks the cluster needs one" = {
    machine.services.heartbeat = { enable = true; checkCluster = true; };
    problems = [ "${at}.heartbeat.checkCluster is set, and the machine is in no cluster" ];
  };
  "a controller of k0s is a node where it is told so" = {
    machine = lib.recursiveUpdate (onDisk // k0s { role = "controller"; extraArgs = [ "--enable-worker" ]; }) asking;
    problems = [ ];
  };
  "scripts find the cluster where settings move it" = {
    machines = {
      a = lib.recursiveUpdate (settings { write-kubeconfig = "/home/core/kc"; }) asking;
      b = lib.recursiveUpdate (k0s { extraArgs = [ "--data-dir=/data" ]; }) asking;
    };
    resultOfAll = kubernixos: map (
      machine: builtins.filter (lib.hasInfix "KUBECONFIG") (linesOf "heartbeat.service" machine)
    ) kubernixos.machineState.machines;
    expected = [ [ "Environment=\"KUBECONFIG=/home/core/kc\"" ] [ "Environment=\"KUBECONFIG=/data/kubelet.conf\"" ] ];
  };
  "what scripts ask the cluster by is what they can ask by" = {
    machine = lib.recursiveUpdate (settings { node-name = 5; data-dir = "data"; write-kubeconfig = true; }) asking;
    problems = [
      "${at}.k3s.settings.data-dir is \"data\", which is no absolute name"
      "${at}.k3s.settings.node-name is 5, which is no name of a node. Write `${at}.k3s.settings.node-name = \"node1\";`"
      "${at}.k3s.settings.write-kubeconfig is true, which is no absolute name"
    ];
  };
  "who asks the cluster knows the name of the node" = {
    machine = lib.recursiveUpdate (settings { with-node-id = true; }) {
      services = {
        heartbeat = { enable = true; checkCluster = true; };
        ddns = { enable = true; domain = "example.com"; interface = "eno1"; primary = "primary"; };
      };
    };
    problems = [
      "${at}.heartbeat.checkCluster is set, and with ${at}.k3s.settings.with-node-id nobody knows the name of the node"
      "${at}.ddns.primary is set, and with ${at}.k3s.settings.with-node-id nobody knows the name of the node"
    ];
  };
  "the directory of k0s is one argument" = {
    machine = lib.recursiveUpdate (k0s { extraArgs = [ "--data-dir" "/data" ]; }) asking;
    problems = [ "${at}.k0s.extraArgs has --data-dir without a directory. Write it as one argument: `${at}.k0s.extraArgs = [ \"--data-dir=/data\" ];`" ];
  };
  "who asks the cluster is not told otherwise by variables" = {
    machine = lib.recursiveUpdate (k3s { }) asking;
    result = machine: map (group: map (entry: "${group.group}: ${entry.name}, ${entry.instead}") group.reserved) machine.secrets;
    expected = [
      [ ]
      [
        "k3s: K3S_DATA_DIR, services.k3s.settings.data-dir"
        "k3s: K3S_KUBECONFIG_OUTPUT, services.k3s.settings.write-kubeconfig"
        "k3s: K3S_NODE_NAME, services.k3s.settings.node-name"
      ]
    ];
  };
  "without scripts that ask, k3s is told as one likes" = {
    machine = settings { data-dir = "data"; };
    result = machine: (builtins.head machine.secrets).reserved;
    expected = [ ];
  };
  "a controller of k0s is no node" = {
    machine = lib.recursiveUpdate (onDisk // k0s { role = "controller"; }) { services.heartbeat = { enable = true; checkCluster = true; }; };
    problems = [ "${at}.heartbeat.checkCluster is set, and a controller of k0s is no node" ];
  };
  "a directory with odd characters reaches the program as it is" = {
    machine = lib.recursiveUpdate (k3s { role = "agent"; server = "https://a:6443"; settings.data-dir = "/da ta/%h\"\\"; }) { services.heartbeat = { enable = true; checkCluster = true; }; };
    result = machine: builtins.filter (lib.hasInfix "KUBECONFIG") (linesOf "heartbeat.service" machine);
    expected = [ "Environment=\"KUBECONFIG=/da ta/%%h\\\"\\\\/agent/kubelet.kubeconfig\"" ];
  };
  "each node asks as it may" = {
    machines =
      let
        heartbeat = { services.heartbeat = { enable = true; checkCluster = true; }; };
      in
      {
        a = lib.recursiveUpdate (k3s { }) heartbeat;
        b = lib.recursiveUpdate (k3s { role = "agent"; server = "https://a:6443"; settings = { data-dir = "/data"; node-name = "worker"; }; }) heartbeat;
        c = lib.recursiveUpdate (k0s { }) heartbeat;
      };
    resultOfAll = kubernixos: map (
      machine: builtins.filter (line: builtins.match ".*(KUBECONFIG|NODE_NAME).*" line != null) (linesOf "heartbeat.service" machine)
    ) kubernixos.machineState.machines;
    expected = [
      [ "Environment=\"KUBECONFIG=/etc/rancher/k3s/k3s.yaml\"" "Environment=\"NODE_NAME=a\"" ]
      [ "Environment=\"KUBECONFIG=/data/agent/kubelet.kubeconfig\"" "Environment=\"NODE_NAME=worker\"" ]
      [ "Environment=\"KUBECONFIG=/var/lib/k0s/kubelet.conf\"" "Environment=\"NODE_NAME=c\"" ]
    ];
  };
}
