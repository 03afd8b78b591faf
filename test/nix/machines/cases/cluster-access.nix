# How scripts on a node ask its cluster.
{ k0s, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a.services";
  asking = { services.heartbeat = { enable = true; checkCluster = true; }; };
  onDisk = { os.root = "LABEL=ROOT"; };
  settings = set: k3s { settings = set; };
  linesOf = name: machine: lib.splitString "\n" (unitOf name machine).contents;
  environmentOf = name: machine: builtins.filter (lib.hasPrefix "Environment=") (linesOf name machine);
in
{
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
        "k3s: K3S_CLUSTER_INIT, services.k3s.clusterInit"
        "k3s: K3S_CONFIG_FILE, services.k3s.settings"
        "k3s: K3S_DATA_DIR, services.k3s.settings.data-dir"
        "k3s: K3S_KUBECONFIG_OUTPUT, services.k3s.settings.write-kubeconfig"
        "k3s: K3S_NODE_NAME, services.k3s.settings.node-name"
        "k3s: K3S_URL, services.k3s.server"
      ]
    ];
  };
  "without scripts that ask, k3s is told as one likes where its data are" = {
    machine = settings { data-dir = "data"; };
    result = machine: map (entry: entry.name) (builtins.head machine.secrets).reserved;
    expected = [ "K3S_CLUSTER_INIT" "K3S_CONFIG_FILE" "K3S_URL" ];
  };
  "a controller of k0s is no node" = {
    machine = lib.recursiveUpdate (onDisk // k0s { role = "controller"; }) { services.heartbeat = { enable = true; checkCluster = true; }; };
    problems = [ "${at}.heartbeat.checkCluster is set, and a controller of k0s is no node" ];
  };
  "a heartbeat of a node of k3s asks by k3s for this node" = {
    machine = lib.recursiveUpdate (k3s { }) (asking // { hostname = "node1.example.com"; });
    result = environmentOf "heartbeat.service";
    expected = [
      "Environment=\"CHECK_CLUSTER=yes\""
      "Environment=\"KUBECONFIG=/etc/rancher/k3s/k3s.yaml\""
      "Environment=\"KUBECTL=/opt/bin/k3s kubectl\""
      "Environment=\"NODE_NAME=node1.example.com\""
      "Environment=\"PATH=/opt/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin\""
    ];
  };
  "a heartbeat of a node of k0s asks by k0s for this node" = {
    machine = lib.recursiveUpdate (k0s { }) (asking // { hostname = "node1.example.com"; });
    result = environmentOf "heartbeat.service";
    expected = [
      "Environment=\"CHECK_CLUSTER=yes\""
      "Environment=\"KUBECONFIG=/var/lib/k0s/kubelet.conf\""
      "Environment=\"KUBECTL=/opt/bin/k0s kubectl\""
      "Environment=\"NODE_NAME=node1.example.com\""
      "Environment=\"PATH=/opt/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin\""
    ];
  };
  "a heartbeat that asks no cluster is told nothing of one" = {
    machine = lib.recursiveUpdate (k3s { }) { services.heartbeat.enable = true; };
    result = environmentOf "heartbeat.service";
    expected = [ ];
  };
  "of all servers the first ready one keeps the shared record, and each its own" = {
    machine = lib.recursiveUpdate (k3s { }) {
      hostname = "node1.example.com";
      services.ddns = { enable = true; interface = "eno1"; primary = "primary"; };
    };
    result = machine: map (name: environmentOf name machine) [ "primary_ddns.service" "host_ddns.service" ];
    expected = [
      [
        "Environment=\"DOMAIN=example.com\""
        "Environment=\"INTERFACE=eno1\""
        "Environment=\"KUBECONFIG=/etc/rancher/k3s/k3s.yaml\""
        "Environment=\"KUBECTL=/opt/bin/k3s kubectl\""
        "Environment=\"NODE_NAME=node1.example.com\""
        "Environment=\"ONLY_FIRST_READY=yes\""
        "Environment=\"PATH=/opt/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin\""
        "Environment=\"RECORD=primary\""
      ]
      [
        "Environment=\"DOMAIN=example.com\""
        "Environment=\"INTERFACE=eno1\""
        "Environment=\"RECORD=node1\""
      ]
    ];
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
