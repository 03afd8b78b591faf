# Machines and the cluster of one hostgroup.
{ k0s, lib, plain, ... }:
let
  onDisk = plain // { os = plain.os // { root = "LABEL=ROOT"; }; };
  hostgroup = machine: host: [
    {
      kubernixos = {
        machines.node2 = machine;
        cluster = {
          name = "shop";
          k0s.version = "v1.34.1+k0s.0";
          hosts.controller = { role = "controller"; address = "10.0.0.1"; ssh = { }; };
          hosts.worker = lib.recursiveUpdate { role = "worker"; machine = "node2"; ssh = { }; } host;
        };
      };
    }
  ];
  lan = addresses: { network.interfaces.lan = { match = [ "eno1" ]; inherit addresses; }; };
  at = "kubernixos.cluster.hosts.worker.machine";
  clusterOf = kubernixos: kubernixos.clusterState.problems;
  workerOf = kubernixos: { inherit (kubernixos.cluster.hosts.worker) address hostname; };
in
{
  "a host has address and hostname of its machine" = {
    modules = hostgroup (onDisk // lan [ "10.0.0.2/24" ] // { hostname = "node2.example.com"; }) { };
    resultOfAll = workerOf;
    expected = { address = "10.0.0.2"; hostname = "node2.example.com"; };
  };
  "what a host says itself counts" = {
    modules = hostgroup onDisk { address = "10.9.9.9"; };
    resultOfAll = workerOf;
    expected = { address = "10.9.9.9"; hostname = "node2"; };
  };
  "k0sctl gets them" = {
    modules = hostgroup (onDisk // lan [ "10.0.0.2/24" ]) { };
    resultOfAll = kubernixos: {
      problems = clusterOf kubernixos;
      inherit (kubernixos) warnings;
      host = { inherit (lib.last kubernixos.clusterState.document.spec.hosts) hostname k0sInstallPath ssh; };
    };
    expected = {
      problems = [ ];
      warnings = [ "kubernixos.cluster.hosts declares no host keys: the first connection to a host trusts whoever answers. Set hostKey of every host, as ssh-keyscan prints it." ];
      host = { hostname = "node2"; k0sInstallPath = "/opt/bin/k0s"; ssh = { address = "10.0.0.2"; port = 22; user = "core"; }; };
    };
  };
  "where k0s is put is written where it is another place" = {
    modules = hostgroup onDisk { installPath = "/var/opt/k0s"; };
    resultOfAll = kubernixos: (lib.last kubernixos.clusterState.document.spec.hosts).k0sInstallPath;
    expected = "/var/opt/k0s";
  };
  "on a host that is no machine that is up to k0sctl" = {
    modules = hostgroup onDisk { };
    resultOfAll = kubernixos: (builtins.head kubernixos.clusterState.document.spec.hosts) ? k0sInstallPath;
    expected = false;
  };
  "who logs in is written where it is another" = {
    modules = hostgroup onDisk { ssh.user = "ops"; };
    resultOfAll = kubernixos: kubernixos.cluster.hosts.worker.ssh.user;
    expected = "ops";
  };
  "on a host that is no machine it is root" = {
    modules = hostgroup onDisk { };
    resultOfAll = kubernixos: kubernixos.cluster.hosts.controller.ssh.user;
    expected = "root";
  };
  "a machine that is no host over SSH gets no SSH" = {
    modules = hostgroup onDisk { ssh = lib.mkForce null; openSSH = { }; };
    resultOfAll = kubernixos: kubernixos.cluster.hosts.worker.ssh;
    expected = null;
  };
  "a machine that joins by itself with another version is warned of" = {
    modules = [
      {
        kubernixos.machines.a = plain // k0s { };
        kubernixos.cluster = {
          name = "shop";
          k0s.version = "v1.33.4+k0s.0";
          hosts.a = { role = "single"; address = "10.0.0.1"; hostKey = "ssh-ed25519 AAAA"; ssh = { }; };
        };
      }
    ];
    resultOfAll = kubernixos: kubernixos.warnings;
    expected = [ "kubernixos.machines.a.services.k0s.version is \"v1.34.1+k0s.0\", and kubernixos.cluster.k0s.version is \"v1.33.4+k0s.0\". Remove the first one, or write the same." ];
  };
  "a machine that is not there is refused" = {
    modules = hostgroup onDisk { machine = "node3"; address = "10.0.0.2"; };
    resultOfAll = clusterOf;
    expected = [ "${at} is \"node3\", and kubernixos.machines has no such machine, but node2. Write the name of one: `${at} = \"node2\";`." ];
  };
  "a machine that starts k0s itself is no host of k0sctl" = {
    modules = hostgroup (onDisk // k0s { }) { };
    resultOfAll = clusterOf;
    expected = [ "${at} is \"node2\", which starts k0s by itself. Remove the host, or kubernixos.machines.node2.services.k0s." ];
  };
  "a machine is one host" = {
    modules = hostgroup onDisk { } ++ [
      { kubernixos.cluster.hosts.other = { role = "worker"; machine = "node2"; address = "10.0.0.3"; hostname = "other"; ssh = { }; }; }
    ];
    resultOfAll = clusterOf;
    expected = [ "kubernixos.cluster.hosts.other.machine and ${at} are the same machine. Keep one of these hosts." ];
  };
  "a host in memory is warned of" = {
    modules = hostgroup plain { hostKey = "ssh-ed25519 AAAA"; };
    resultOfAll = kubernixos: builtins.filter (lib.hasPrefix at) kubernixos.warnings;
    expected = [ "${at} is \"node2\", whose `/` lies in memory: k0s is gone from it after each restart. Set kubernixos.machines.node2.os.root, or let the machine join by itself with services.k0s." ];
  };
  "a machine that joins by itself runs the version of the cluster" = {
    modules = [
      {
        kubernixos.machines.a = lib.recursiveUpdate (plain // k0s { }) { services.k0s.version = lib.mkOverride 2000 null; };
        kubernixos.cluster = { name = "shop"; k0s.version = "v1.33.4+k0s.0"; hosts.a = { role = "single"; address = "10.0.0.1"; ssh = { }; }; };
      }
    ];
    resultOfAll = kubernixos: kubernixos.machines.a.services.k0s.version;
    expected = "v1.33.4+k0s.0";
  };
}
