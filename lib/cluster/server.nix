# The URL of the API server, as k0sctl writes it to a kubeconfig: the address
# before the control plane, or that of the first controller; null where there is none.
{ lib }:
let
  inherit (builtins) filter head;
  inherit (import ../addresses.nix { inherit lib; }) inUrl;
in
{ cluster, hosts, network, ... }:
let
  controllers = filter (host: host.isController && !host.host.reset && host.address != null) hosts;
  address =
    if network.externalAddress != null then
      network.externalAddress
    else if network.virtualAddress != null then
      network.virtualAddress
    else if controllers == [ ] then
      null
    else
      (head controllers).address;
in
if address == null then null else "https://${inUrl address}:${toString cluster.api.port}"
