# How hosts are reached, and what no two of them may share.
{ host, key, pair, single, withOnly, withWorker, ... }:
let
  winRM = settings: withOnly { winRM = settings; };
in
{
  "a host says how it is reached" = {
    cluster = withOnly { };
    problems = [ "kubernixos.cluster.hosts.b says not how to reach the host. Write `kubernixos.cluster.hosts.b.ssh = { };`" ];
  };
  "by one transport" = {
    cluster = withWorker { localhost = true; openSSH = { }; };
    problems = [ "kubernixos.cluster.hosts.b has several transports, ssh and openSSH and localhost" ];
  };
  "every transport alone is valid: openSSH" = {
    cluster = withOnly { openSSH = { configPath = "/srv/fleet/ssh_config"; port = 2222; user = "ops"; }; };
    problems = [ ];
  };
  "every transport alone is valid: winRM by a password" = {
    cluster = winRM { passwordVariable = "WINDOWS_PASSWORD"; };
    problems = [ ];
  };
  "every transport alone is valid: winRM by a certificate" = {
    cluster = winRM { useHTTPS = true; certPath = "/srv/fleet/ops.pem"; keyPath = "/run/secrets/ops.key"; };
    problems = [ ];
  };
  "every transport alone is valid: localhost" = {
    cluster = {
      name = "shop";
      k0s.version = "v1.34.1+k0s.0";
      hosts.node = { role = "single"; localhost = true; };
    };
    problems = [ ];
  };
  "winRM needs a way to log in" = {
    cluster = winRM { };
    problems = [ "kubernixos.cluster.hosts.b.winRM has no way to log in" ];
  };
  "winRM needs one password" = {
    cluster = winRM { passwordFile = "/run/secrets/w"; passwordVariable = "W"; };
    problems = [ "kubernixos.cluster.hosts.b.winRM has both passwordFile and passwordVariable" ];
  };
  "winRM needs a certificate with its key" = {
    cluster = winRM { certPath = "/srv/fleet/ops.pem"; };
    problems = [ "kubernixos.cluster.hosts.b.winRM needs both certPath and keyPath" ];
  };
  "winRM takes the name of a variable, not what it holds" = {
    cluster = winRM { passwordVariable = "not a name"; };
    refused = [ "winRM.passwordVariable" "name of an environment variable" ];
  };
  "winRM takes no password" = {
    cluster = winRM { password = "x"; };
    refused = [ "winRM.password" "does not exist" ];
  };
  "winrm is called winRM" = {
    cluster = withOnly { winrm = { }; };
    refused = [ "kubernixos.cluster.hosts.b.winrm" "does not exist" ];
  };
  "a host has an address" = {
    cluster = withWorker { address = null; };
    problems = [ "kubernixos.cluster.hosts.b.address is not set" ];
  };
  "an address is one" = {
    cluster = withWorker { address = "10.0.0.300"; };
    refused = [ "kubernixos.cluster.hosts.b.address" "IP address or host name" ];
  };
  "an address is no URL" = {
    cluster = withWorker { address = "https://b.example.com"; };
    refused = [ "kubernixos.cluster.hosts.b.address" ];
  };
  "addresses of IPv6 and names are valid" = {
    cluster = pair { hosts.a.address = "fd00::1"; hosts.b.address = "b.example.com"; };
    problems = [ ];
  };
  "an address of IPv6 has one gap" = {
    cluster = withWorker { address = "fd00::1::2"; };
    refused = [ "kubernixos.cluster.hosts.b.address" ];
  };
  "a private address is an IP address" = {
    cluster = withWorker { privateAddress = "b.internal"; };
    refused = [ "kubernixos.cluster.hosts.b.privateAddress" "IP address" ];
  };
  "ports are ports" = {
    cluster = withWorker { ssh.port = 70000; };
    refused = [ "kubernixos.cluster.hosts.b.ssh.port" "16 bit unsigned integer" ];
  };
  "localhost has no address" = {
    cluster = withOnly { localhost = true; };
    problems = [ "kubernixos.cluster.hosts.b.address is set, and k0sctl reaches a host by localhost at 127.0.0.1" ];
  };
  "a controller that others join is not 127.0.0.1 to them" = {
    cluster = pair { } // {
      hosts = {
        a = { role = "controller"; localhost = true; };
        b = host "worker" 2;
      };
    };
    problems = [ "kubernixos.cluster.hosts.a.privateAddress is not set, and the other hosts cannot join by 127.0.0.1" ];
  };
  "a bastion has an address" = {
    cluster = withWorker { ssh.bastion.user = "ops"; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.bastion.address is not set" ];
  };
  "a bastion may be before WinRM" = {
    cluster = winRM { passwordFile = "/run/secrets/w"; bastion.address = "bastion.example.com"; };
    problems = [ ];
  };
  "no two hosts have one address" = {
    cluster = withWorker { address = "10.0.0.1"; };
    problems = [ "kubernixos.cluster.hosts.a.address and kubernixos.cluster.hosts.b.address are the same, \"10.0.0.1:22\"" ];
  };
  "no two hosts have one address, whichever way it is written" = {
    cluster = pair {
      hosts.a = { address = "fd00::1"; privateAddress = "FD00:0:0::a"; };
      hosts.b = { address = "FD00:0:0:0:0:0:0:0001"; privateAddress = "fd00::a"; };
    };
    problems = [ "are the same, \"fd00:0:0:0:0:0:0:1:22\"" "are the same, \"fd00:0:0:0:0:0:0:a\"" ];
  };
  "no two hosts have one name, whichever way it is written" = {
    cluster = pair { hosts.a.hostname = "Node.example.com"; hosts.b.hostname = "node.example.com"; };
    problems = [ "hostname are the same, \"node.example.com\"" ];
  };
  "two hosts may have one address with two ports" = {
    cluster = withWorker { address = "10.0.0.1"; ssh.port = 2222; };
    problems = [ ];
  };
  "no two hosts have one address, whatever the transport" = {
    cluster = withOnly { address = "10.0.0.1"; openSSH = { }; };
    problems = [ "are the same, \"10.0.0.1:22\"" ];
  };
  "no two hosts are localhost" = {
    cluster = pair { } // {
      hosts = {
        a = { role = "controller"; localhost = true; privateAddress = "10.0.0.1"; };
        b = { role = "worker"; localhost = true; };
      };
    };
    problems = [ "are the same, \"localhost\"" ];
  };
  "no two hosts have one name" = {
    cluster = pair { hosts.a.hostname = "x"; hosts.b.hostname = "x"; };
    problems = [ "kubernixos.cluster.hosts.a.hostname and kubernixos.cluster.hosts.b.hostname are the same, \"x\"" ];
  };
  "no two hosts have one private address" = {
    cluster = pair { hosts.a.privateAddress = "192.168.0.1"; hosts.b.privateAddress = "192.168.0.1"; };
    problems = [ "privateAddress are the same, \"192.168.0.1\"" ];
  };
  "names and private addresses may differ" = {
    cluster = pair {
      hosts.a = { hostname = "x"; privateAddress = "192.168.0.1"; };
      hosts.b = { hostname = "y"; privateAddress = "192.168.0.2"; };
    };
    problems = [ ];
  };
  "host keys are declared for all" = {
    cluster = pair { hosts.a.hostKey = key; };
    problems = [ "kubernixos.cluster.hosts.b.hostKey is not set, and other hosts declare theirs" ];
  };
  "host keys are declared for bastions too" = {
    cluster = pair {
      hosts.a.hostKey = key;
      hosts.b = { hostKey = key; ssh.bastion.address = "bastion.example.com"; };
    };
    problems = [ "kubernixos.cluster.hosts.b.ssh.bastion.hostKey is not set" ];
  };
  "Windows needs no host key" = {
    cluster = pair { } // {
      hosts = {
        a = host "controller" 1 // { hostKey = key; };
        b = { role = "worker"; address = "10.0.0.2"; winRM.passwordVariable = "W"; };
      };
    };
    problems = [ ];
  };
  "Windows has no host key" = {
    cluster = withOnly { winRM.passwordVariable = "W"; hostKey = key; };
    problems = [
      "kubernixos.cluster.hosts.b.hostKey is set, and the host is not reached by SSH"
    ];
  };
  "a host key is one" = {
    cluster = withWorker { hostKey = "AAAAC3NzaC1lZDI1NTE5AAAA"; };
    refused = [ "kubernixos.cluster.hosts.b.hostKey" "public host key" ];
  };
  "host keys become known hosts" = {
    cluster = pair {
      hosts.a.hostKey = key;
      hosts.b = { hostKey = key; address = "fd00::2"; ssh = { port = 2222; bastion = { address = "b.example.com"; hostKey = key; }; }; };
    };
    result = kubernixos: kubernixos.cluster.build.knownHosts;
    expected = ''
      10.0.0.1 ${key}
      [fd00::2]:2222 ${key}
      b.example.com ${key}
    '';
  };
  "only a worker has Windows" = {
    cluster = pair { hosts.a.os = "windows"; };
    problems = [ "kubernixos.cluster.hosts.a.role is \"controller\", and with Windows a host can only be a worker" ];
  };
  "Windows needs k0s 1.34" = {
    cluster = winRM { passwordVariable = "W"; } // { k0s.version = "v1.33.9+k0s.0"; };
    problems = [ "kubernixos.cluster.hosts.b is a host with Windows, which k0s supports from 1.34 on" ];
  };
  "NixOS brings its own k0s" = {
    cluster = withWorker { os = "nixos"; };
    problems = [ "kubernixos.cluster.hosts.b.os is \"nixos\", where k0sctl cannot put a program" ];
  };
  "NixOS with its own k0s is valid" = {
    cluster = withWorker { os = "nixos"; binary = "existing"; };
    problems = [ ];
  };
  "NixOS is another system to k0sctl, which knows none of that name" = {
    cluster = withWorker { os = "nixos"; binary = "existing"; };
    result = { clusterState, ... }: {
      inherit (builtins.elemAt clusterState.document.spec.hosts 1) os useExistingK0s;
    };
    expected = { os = "debian"; useExistingK0s = true; };
  };
  "a single node may have any address" = {
    cluster = single { hosts.node.address = "node_1.example.com"; };
    problems = [ ];
  };
}
