# Name, version and the roles of hosts.
{ host, lib, pair, single, three, withWorker, ... }:
let
  version = version: single { k0s = { inherit version; }; };
in
{
  "a single node is valid" = {
    cluster = single { };
    problems = [ ];
  };
  "a controller and a worker are valid" = {
    cluster = pair { };
    problems = [ ];
  };
  "there is no cluster unless one is described" = {
    modules = [ { } ];
    result = kubernixos: {
      inherit (kubernixos) cluster clusterState server;
    };
    expected = {
      cluster = null;
      clusterState = null;
      server = null;
    };
  };
  "a cluster has a name" = {
    cluster = single { name = null; };
    problems = [ "kubernixos.cluster.name is not set. Write `kubernixos.cluster.name = \"shop\";`." ];
  };
  "a name has no spaces" = {
    cluster = single { name = "my shop"; };
    refused = [ "kubernixos.cluster.name" "name of letters, digits" ];
  };
  "a version is set" = {
    cluster = single { k0s.version = null; };
    problems = [ "kubernixos.cluster.k0s.version is not set" ];
  };
  "a version names the release of k0s too" = {
    cluster = version "1.34.1";
    refused = [ "kubernixos.cluster.k0s.version" "version of k0s, such as" ];
  };
  "a version may be a candidate" = {
    cluster = version "v1.34.0-rc.1+k0s.0";
    problems = [ ];
  };
  "a version without backups is refused" = {
    cluster = version "v1.20.9+k0s.0";
    problems = [ "kubernixos.cluster.k0s.version is v1.20.9+k0s.0, which has no backups" ];
  };
  "the oldest version with backups will do" = {
    cluster = version "1.21.0+k0s.0";
    problems = [ ];
  };
  "dynamic configuration needs a version" = {
    cluster = single { k0s = { version = "v1.22.1+k0s.0"; dynamicConfig = true; }; };
    problems = [ "kubernixos.cluster.k0s.dynamicConfig needs k0s 1.22.2" ];
  };
  "dynamic configuration works with a newer one" = {
    cluster = single { k0s.dynamicConfig = true; };
    problems = [ ];
  };
  "a cluster has hosts" = {
    cluster = removeAttrs (single { }) [ "hosts" ];
    problems = [ "kubernixos.cluster.hosts is empty. Write `kubernixos.cluster.hosts.node = {" ];
  };
  "a cluster has a controller" = {
    cluster = single { hosts.node.role = "worker"; };
    problems = [ "kubernixos.cluster.hosts has no controller" ];
  };
  "a controller remains" = {
    cluster = pair { hosts.a.reset = true; };
    problems = [ "kubernixos.cluster.hosts would have no controller left" ];
  };
  "one of two controllers may leave" = {
    cluster = pair { hosts.c = host "controller" 3 // { reset = true; }; };
    problems = [ ];
  };
  "a host has a role" = {
    cluster = withWorker { role = null; };
    problems = [ "kubernixos.cluster.hosts.b.role is not set" ];
  };
  "roles are known" = {
    cluster = withWorker { role = "wörker"; };
    refused = [ "kubernixos.cluster.hosts.b.role" "\"controller+worker\"" ];
  };
  "a single node is alone" = {
    cluster = pair { hosts.a.role = "single"; };
    problems = [ "kubernixos.cluster.hosts.a.role is \"single\", and a single node is alone" ];
  };
  "a worker has no taints to leave out" = {
    cluster = withWorker { noTaints = true; };
    problems = [ "kubernixos.cluster.hosts.b.noTaints is for hosts with the role \"controller+worker\" only" ];
  };
  "a controller that is a worker may be without taints" = {
    cluster = pair { hosts.a = { role = "controller+worker"; noTaints = true; }; };
    problems = [ ];
  };
  "names of hosts that Nix would quote are quoted" = {
    cluster = pair { hosts."b.example.com" = host null 3; };
    problems = [ "kubernixos.cluster.hosts.\"b.example.com\".role is not set" ];
  };
  "settings nobody knows are refused" = {
    cluster = withWorker { rolle = "worker"; };
    refused = [ "kubernixos.cluster.hosts.b.rolle" "does not exist" ];
  };
  "settings nobody knows beside hosts are refused" = {
    cluster = single { host = { }; };
    refused = [ "kubernixos.cluster.host" "does not exist" ];
  };
  "conditions and priorities work inside" = {
    modules = [
      { kubernixos.cluster = lib.mkMerge [ (single { }) (lib.mkIf false { name = "other"; }) ]; }
      { kubernixos.cluster.hosts.node.address = lib.mkForce "10.9.9.9"; }
    ];
    result = { clusterState, ... }: [ clusterState.name clusterState.server ];
    expected = [ "shop" "https://10.9.9.9:6443" ];
  };
  "warns of an even number of controllers" = {
    cluster = pair {
      hosts.a.hostKey = "ssh-ed25519 AAAA";
      hosts.b.hostKey = "ssh-ed25519 AAAA";
      hosts.b.role = "controller";
      api.externalAddress = "10.0.0.100";
    };
    warnings = [ "kubernixos.cluster.hosts has 2 controllers: as many can fail as with 1" ];
  };
  "warns of several controllers with nothing before them, and of no host keys" = {
    cluster = three { };
    warnings = [
      "kubernixos.cluster has 3 controllers, and nothing before them"
      "kubernixos.cluster.hosts declares no host keys"
    ];
  };
  "warns of no time-out" = {
    cluster = removeAttrs (single { timeout = null; }) [ "hosts" ] // {
      hosts.node = { role = "single"; localhost = true; };
    };
    warnings = [ "kubernixos.cluster.timeout is null" ];
  };
  "warns of a time-out of no time, which k0sctl takes for none" = {
    cluster = removeAttrs (single { timeout = "0m0.0s"; }) [ "hosts" ] // {
      hosts.node = { role = "single"; localhost = true; };
    };
    warnings = [ "kubernixos.cluster.timeout is \"0m0.0s\"" ];
  };
  "warns of a cluster that runs no pods" = {
    cluster = single {
      hosts.node = { role = "controller+worker"; hostKey = "ssh-ed25519 AAAA"; };
    };
    warnings = [ "kubernixos.cluster.hosts has no host that takes ordinary pods" ];
  };
  "warns of nothing where all is well" = {
    cluster = pair {
      hosts.a.hostKey = "ssh-ed25519 AAAA";
      hosts.b.hostKey = "ssh-ed25519 AAAA";
    };
    warnings = [ ];
  };
}
