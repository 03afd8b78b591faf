# How a script on the node asks the cluster about it: the environment of ./scripts/node-ready.sh.
{ lib }:
let
  inherit (lib) optionalAttrs;
  dataDir = k3s: k3s.settings.data-dir or "/var/lib/rancher/k3s";
in
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
  # The kubelet may look at its own node, and servers have an administrator.
  KUBECONFIG =
    if k3s.role == "server" then
      "/etc/rancher/k3s/k3s.yaml"
    else
      "${dataDir k3s}/agent/kubelet.kubeconfig";
}
// optionalAttrs k0s.enable {
  KUBECTL = "/opt/bin/k0s kubectl";
  KUBECONFIG = "/var/lib/k0s/kubelet.conf";
}
