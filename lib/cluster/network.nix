# What the configuration of k0s says of how the control plane is reached.
{ lib }:
let
  inherit (builtins) filter isList isString;
  inherit (lib) attrByPath concatMap;
  inherit (import ../addresses.nix { inherit lib; }) addressOf;

  listAt =
    path: set:
    let
      value = attrByPath path [ ] set;
    in
    if isList value then value else [ ];
in
document:
let
  spec = attrByPath [ "spec" "k0s" "config" "spec" ] { } document;
  balancing = attrByPath [ "network" "controlPlaneLoadBalancing" ] { } spec;

  virtualServers = filter isString (
    map (server: server.ipAddress or null) (listAt [ "keepalived" "virtualServers" ] balancing)
  );
  virtualIps = filter isString (
    concatMap (listAt [ "virtualIPs" ]) (listAt [ "keepalived" "vrrpInstances" ] balancing)
  );
  hasBalancing = balancing.enabled or false == true;
in
{
  inherit hasBalancing virtualIps virtualServers;
  externalAddress = attrByPath [ "api" "externalAddress" ] null spec;
  hasNodeLocalBalancing = attrByPath [ "network" "nodeLocalLoadBalancing" "enabled" ] false spec == true;
  balancingType = balancing.type or null;

  # The address that load balancing by k0s has, or null.
  virtualAddress =
    let
      addresses = virtualServers ++ map addressOf virtualIps;
    in
    if hasBalancing && addresses != [ ] then builtins.head addresses else null;

  storage = attrByPath [ "storage" ] { } spec;
}
