# What is allowed, and rarely meant.
{ lib }:
let
  inherit (builtins)
    any
    attrNames
    filter
    length
    toJSON
    ;
  inherit (lib) mod optional showOption;
  inherit (import ./duration.nix) secondsOf;
in
{
  cluster,
  hosts,
  machines,
  network,
  ...
}:
let
  members = filter (host: !host.host.reset) hosts;
  controllers = filter (host: host.isController) members;
  count = length controllers;
  isReachable =
    network.externalAddress != null || network.hasBalancing || network.hasNodeLocalBalancing;
  withSsh = filter (host: host.transport == "ssh" || host.transport == "openSSH") hosts;
  forgets =
    { host, ... }:
    host.machine != null
    && machines.${host.machine}.os.root or "" == null
    && host.dataDir == null;
  differs =
    name:
    let
      inherit (machines.${name}.services) k0s;
    in
    k0s.enable && k0s.version != null && cluster.k0s.version != null && withV k0s.version != withV cluster.k0s.version;
  withV = version: if lib.hasPrefix "v" version then version else "v${version}";
  takesPods =
    { host, ... }:
    host.role == "worker" || host.role == "single" || host.role == "controller+worker" && host.noTaints;
in
optional (count > 0 && mod count 2 == 0)
  "kubernixos.cluster.hosts has ${toString count} controllers: as many can fail as with ${toString (count - 1)}. Add one, or remove one."
++
  optional (count > 1 && !isReachable)
    "kubernixos.cluster has ${toString count} controllers, and nothing before them: when the first one fails, nodes and kubectl lose the API server. Set kubernixos.cluster.api.externalAddress to the address of a load balancer, or enable controlPlaneLoadBalancing or nodeLocalLoadBalancing in kubernixos.cluster.k0s.config.spec.network."
++
  optional (withSsh != [ ] && !any (host: host.host.hostKey != null) withSsh)
    "kubernixos.cluster.hosts declares no host keys: the first connection to a host trusts whoever answers. Set hostKey of every host, as ssh-keyscan prints it."
++
  optional (cluster.timeout == null || secondsOf cluster.timeout == 0)
    "kubernixos.cluster.timeout is ${toJSON cluster.timeout}: an action waits for ever for a host that hangs. Set it to a duration such as \"1h\"."
++
  optional (
    any (host: host.host.role == "controller+worker") members && !any takesPods members
  ) "kubernixos.cluster.hosts has no host that takes ordinary pods: controllers that are workers are tainted. Add a worker, or set noTaints of a controller+worker."
++
  optional (cluster.backup != null && cluster.backup.recipients == [ ])
    "kubernixos.cluster.backup.recipients is empty: nothing is backed up yet. Run `kubernixos cluster init`, and write what it prints."
++
  optional (cluster.backup != null && cluster.backup.signers == [ ])
    "kubernixos.cluster.backup.signers is empty: no backup can be trusted yet. Run `kubernixos cluster init`, and write what it prints."
++ map (
  host:
  "${host.option}.machine is ${builtins.toJSON host.host.machine}, whose `/` lies in memory: k0s is gone from it after each restart. Set kubernixos.machines.${host.host.machine}.os.root, or let the machine join by itself with services.k0s."
) (filter forgets hosts)
++ map (
  name:
  "${showOption [ "kubernixos" "machines" name ]}.services.k0s.version is ${toJSON machines.${name}.services.k0s.version}, and kubernixos.cluster.k0s.version is ${toJSON cluster.k0s.version}. Remove the first one, or write the same."
) (filter differs (attrNames machines))
