# How scripts on the node ask the cluster about it:
#
#   askersOf      machine -> the options by which any does
#   asks          machine -> whether any does
#   files         ./scripts/node-ready.sh
#   environment   what that is told, by the environment
{ lib }:
let
  inherit (builtins) filter;
  inherit (lib)
    hasPrefix
    last
    optional
    optionalAttrs
    removePrefix
    ;
  inherit (import ./file.nix { inherit lib; }) textFile;

  k3sConfig =
    { role, settings, ... }:
    # The kubelet may look at its own node, and servers have an administrator.
    if role == "server" then
      settings.write-kubeconfig or "/etc/rancher/k3s/k3s.yaml"
    else
      "${settings.data-dir or "/var/lib/rancher/k3s"}/agent/kubelet.kubeconfig";

  k0sDirectory =
    { extraArgs, ... }:
    removePrefix option (last ([ "/var/lib/k0s" ] ++ filter (hasPrefix option) extraArgs));
  option = "--data-dir=";

  askersOf =
    { services, ... }:
    optional (services.heartbeat.enable && services.heartbeat.checkCluster) "services.heartbeat.checkCluster"
    ++ optional (services.ddns.enable && services.ddns.primary != null) "services.ddns.primary";
in
{
  inherit askersOf;
  asks = machine: askersOf machine != [ ];

  files = [
    (textFile "/opt/bin/kubernixos-node-ready" "0755" (builtins.readFile ./scripts/node-ready.sh))
  ];

  environment =
    { hostname, services, ... }:
    let
      inherit (services) k0s k3s;
    in
    {
      NODE_NAME = if k3s.enable then k3s.settings.node-name or hostname else hostname;
      PATH = "/opt/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin";
    }
    // optionalAttrs k3s.enable {
      KUBECTL = "/opt/bin/k3s kubectl";
      KUBECONFIG = k3sConfig k3s;
    }
    // optionalAttrs k0s.enable {
      KUBECTL = "/opt/bin/k0s kubectl";
      KUBECONFIG = "${k0sDirectory k0s}/kubelet.conf";
    };
}
