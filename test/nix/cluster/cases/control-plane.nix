# How the control plane is reached, and how k0s is configured.
{ host, lib, network, pair, single, three, ... }:
let
  inherit (lib) recursiveUpdate;
  nodeLocal = network { nodeLocalLoadBalancing.enabled = true; };
  balanced = more: network { controlPlaneLoadBalancing = recursiveUpdate keepalived more; };
  keepalived = {
    enabled = true;
    type = "Keepalived";
    keepalived.vrrpInstances = [ { virtualIPs = [ "10.0.0.100/24" ]; authPass = "example"; } ];
  };
  # The only warning of what is all right apart from that.
  noHostKeys = [ "kubernixos.cluster.hosts declares no host keys" ];
  server = cluster: expected: {
    inherit cluster expected;
    result = kubernixos: kubernixos.server;
  };
  options = options: single { inherit options; };
in
{
  "node-local balancing is valid" = {
    cluster = three nodeLocal;
    problems = [ ];
  };
  "an external address is valid" = {
    cluster = three { api.externalAddress = "kubernetes.example.com"; };
    problems = [ ];
  };
  "they exclude each other" = {
    cluster = three (nodeLocal // { api.externalAddress = "10.0.0.100"; });
    problems = [ "nodeLocalLoadBalancing.enabled and kubernixos.cluster.api.externalAddress exclude each other" ];
  };
  "node-local balancing is not for a single node" = {
    cluster = single nodeLocal;
    problems = [ "kubernixos.cluster.k0s.config.spec.network.nodeLocalLoadBalancing.enabled is for several hosts" ];
  };
  "an external address is for a single node too" = {
    cluster = single { api.externalAddress = "10.0.0.100"; };
    problems = [ ];
  };
  "balancing by k0s is valid, with node-local balancing too" = {
    cluster = three (recursiveUpdate (balanced { }) nodeLocal);
    problems = [ ];
  };
  "nothing is missing before several controllers where workers balance themselves" = {
    cluster = three nodeLocal;
    warnings = noHostKeys;
  };
  "nothing is missing before several controllers where k0s balances" = {
    cluster = three (balanced { });
    warnings = noHostKeys;
  };
  "balancing that is off leaves nothing before several controllers" = {
    cluster = three (recursiveUpdate (balanced { enabled = false; }) (network {
      nodeLocalLoadBalancing.enabled = false;
    }));
    warnings = [ "kubernixos.cluster has 3 controllers, and nothing before them" ] ++ noHostKeys;
  };
  "balancing by k0s is not for a single node" = {
    cluster = single (balanced { });
    problems = [ "controlPlaneLoadBalancing.enabled is for several hosts" ];
  };
  "balancing by k0s that is off is no matter" = {
    cluster = single (balanced { enabled = false; });
    problems = [ ];
  };
  "balancing by k0s has a type that k0sctl knows" = {
    cluster = three (balanced { type = "Other"; });
    problems = [ "controlPlaneLoadBalancing.type must be \"Keepalived\"" ];
  };
  "balancing by k0s has an address" = {
    cluster = three (balanced { keepalived.vrrpInstances = [ ]; });
    problems = [ "vrrpInstances has no virtual address" ];
  };
  "balancing by k0s has valid addresses" = {
    cluster = three (balanced {
      keepalived = {
        vrrpInstances = [ { virtualIPs = [ "10.0.0.100/33" ]; } ];
        virtualServers = [ { ipAddress = "vip.example.com"; } ];
      };
    });
    problems = [
      "vrrpInstances has \"10.0.0.100/33\", which is no address of a network"
      "virtualServers has \"vip.example.com\", which is no IP address"
    ];
  };
  "virtual servers are not for controllers that are workers" = {
    cluster = recursiveUpdate (three (balanced { keepalived.virtualServers = [ { ipAddress = "10.0.0.100"; } ]; })) {
      hosts.a.role = "controller+worker";
    };
    problems = [ "virtualServers do not work on controllers that are workers" ];
  };
  "SQLite is for one controller" = {
    cluster = three { k0s.config.spec.storage.type = "kine"; };
    problems = [ "kubernixos.cluster.k0s.config.spec.storage is SQLite, a file on one host, and there are 3 controllers" ];
  };
  "SQLite by name is for one controller" = {
    cluster = three { k0s.config.spec.storage = { type = "kine"; kine.dataSource = "sqlite:///x"; }; };
    problems = [ "is SQLite" ];
  };
  "other databases are for several" = {
    cluster = three { k0s.config.spec.storage = { type = "kine"; kine.dataSource = "postgres://db"; }; };
    problems = [ ];
  };
  "SQLite for one is valid" = {
    cluster = pair { k0s.config.spec.storage.type = "kine"; };
    problems = [ ];
  };
  "kinds of storage are known" = {
    cluster = pair { k0s.config.spec.storage.type = "ectd"; };
    problems = [ "kubernixos.cluster.k0s.config.spec.storage.type is \"ectd\"" ];
  };
  "what has an option is not in the configuration of k0s" = {
    cluster = pair {
      k0s.config.spec = {
        api = { externalAddress = "10.0.0.100"; port = 1; sans = [ "a" ]; };
        telemetry.enabled = true;
      };
    };
    problems = [
      "kubernixos.cluster.k0s.config.spec.api.externalAddress has an option of its own"
      "kubernixos.cluster.k0s.config.spec.api.port has an option of its own"
      "kubernixos.cluster.k0s.config.spec.api.sans has an option of its own"
      "kubernixos.cluster.k0s.config.spec.telemetry.enabled has an option of its own"
    ];
  };
  "the configuration of k0s is one" = {
    cluster = pair { k0s.config = { apiVersion = "v1"; kind = "ConfigMap"; }; };
    problems = [
      "kubernixos.cluster.k0s.config.apiVersion must be"
      "kubernixos.cluster.k0s.config.kind must be \"ClusterConfig\""
    ];
  };
  "the configuration of k0s merges, and is what JSON can hold" = {
    cluster = pair { k0s.config.spec.extensions = x: x; };
    refused = [ "kubernixos.cluster.k0s.config.spec.extensions" "is a function" ];
  };
  "names in the certificate are names" = {
    cluster = pair { api.sans = [ "a b" ]; };
    refused = [ "kubernixos.cluster.api.sans" "IP address or host name" ];
  };
  "an external address is no URL" = {
    cluster = pair { api.externalAddress = "https://10.0.0.100:6443"; };
    refused = [ "kubernixos.cluster.api.externalAddress" "IP address or host name" ];
  };
  "options of k0sctl are valid" = {
    cluster = options {
      wait.enabled = false;
      drain = { enabled = true; gracePeriod = "30s"; timeout = "1h30m"; force = false; podSelector = "a=b"; };
      concurrency = { limit = 1; workerDisruptionPercent = 100; uploads = 1; };
      evictTaint = { enabled = true; taint = "a=b"; effect = "NoSchedule"; controllerWorkers = true; };
    };
    problems = [ ];
  };
  "options of k0sctl are known" = {
    cluster = options { drain.gracePeriode = "1s"; };
    refused = [ "kubernixos.cluster.options.drain.gracePeriode" "does not exist" ];
  };
  "durations have units" = {
    cluster = options { drain.timeout = "300"; };
    refused = [ "kubernixos.cluster.options.drain.timeout" "duration" ];
  };
  "shares are in percent" = {
    cluster = options { concurrency.workerDisruptionPercent = 101; };
    refused = [ "kubernixos.cluster.options.concurrency.workerDisruptionPercent" "between 1 and 100" ];
  };
  "a taint has a value" = {
    cluster = options { evictTaint.taint = "evict"; };
    refused = [ "kubernixos.cluster.options.evictTaint.taint" "taint, such as" ];
  };
  "effects of a taint are known" = {
    cluster = options { evictTaint.effect = "NoRun"; };
    refused = [ "kubernixos.cluster.options.evictTaint.effect" "\"NoExecute\"" ];
  };
  "ping has percents" = {
    cluster = single { ping.maxLossPercent = -1; };
    refused = [ "kubernixos.cluster.ping.maxLossPercent" "between 0 and 100" ];
  };
  "the server is the first controller" = server (pair { }) "https://10.0.0.1:6443";
  "the server is the first controller that stays" = server (pair {
    hosts.a.reset = true;
    hosts.c = host "controller" 3;
  }) "https://10.0.0.3:6443";
  "the server is the external address" = server (three {
    api = { externalAddress = "fd00::1"; port = 443; };
  }) "https://[fd00::1]:443";
  "the server is the virtual address" = server (three (balanced { })) "https://10.0.0.100:6443";
  "the server is the virtual server, where there is one" = server (three (balanced {
    keepalived.virtualServers = [ { ipAddress = "10.0.0.101"; } ];
  })) "https://10.0.0.101:6443";
  "another server can be set" = {
    modules = [ { kubernixos = { cluster = single { }; server = "https://tunnel.internal"; }; } ];
    result = kubernixos: kubernixos.server;
    expected = "https://tunnel.internal";
  };
  "no server can be set" = {
    modules = [ { kubernixos = { cluster = single { }; server = null; }; } ];
    result = kubernixos: kubernixos.server;
    expected = null;
  };
}
