# How the control plane is reached: https://docs.k0sproject.io/stable/nllb/ and /cplb/.
{ lib }:
let
  inherit (builtins) any filter toJSON;
  inherit (lib) optional;
  inherit (import ../../addresses.nix { inherit lib; }) isIp isNetwork;

  network = "kubernixos.cluster.k0s.config.spec.network";
  nodeLocal = "${network}.nodeLocalLoadBalancing.enabled";
  balancing = "${network}.controlPlaneLoadBalancing";
  keepalived = "${balancing}.keepalived";
in
{ hosts, network, ... }:
let
  hasSingle = any (host: host.host.role == "single") hosts;
  hasWorkingController = any (host: host.host.role == "controller+worker") hosts;
  wrongIps = filter (text: !(isIp text || isNetwork text)) network.virtualIps;
  wrongServers = filter (text: !isIp text) network.virtualServers;
in
optional (network.hasNodeLocalBalancing && network.externalAddress != null)
  "${nodeLocal} and kubernixos.cluster.api.externalAddress exclude each other: workers reach the API server by the one or by the other. Write `${nodeLocal} = false;`, or remove the address."
++
  optional (network.hasNodeLocalBalancing && hasSingle)
    "${nodeLocal} is for several hosts, and the role of this one is \"single\". Write `${nodeLocal} = false;`."
++
  optional (network.hasBalancing && hasSingle)
    "${balancing}.enabled is for several hosts, and the role of this one is \"single\". Write `${balancing}.enabled = false;`."
++
  optional (network.hasBalancing && network.balancingType != "Keepalived")
    "${balancing}.type must be \"Keepalived\": k0sctl ignores the addresses of others. Write `${balancing}.type = \"Keepalived\";`."
++
  optional (network.hasBalancing && network.virtualIps == [ ])
    "${keepalived}.vrrpInstances has no virtual address. Write `${keepalived}.vrrpInstances = [ { virtualIPs = [ \"10.0.0.10/24\" ]; authPass = \"…\"; } ];`."
++
  optional (network.hasBalancing && network.virtualServers != [ ] && hasWorkingController)
    "${keepalived}.virtualServers do not work on controllers that are workers. Remove them: k0s then balances by itself."
++ map (
  text:
  "${keepalived}.vrrpInstances has ${toJSON text}, which is no address of a network. Write `virtualIPs = [ \"10.0.0.10/24\" ];`."
) wrongIps
++ map (
  text:
  "${keepalived}.virtualServers has ${toJSON text}, which is no IP address. Write `virtualServers = [ { ipAddress = \"10.0.0.10\"; } ];`."
) wrongServers
