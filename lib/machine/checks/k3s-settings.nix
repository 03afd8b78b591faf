# Settings of k3s hold no secrets, and nothing that has an option.
# https://docs.k3s.io/cli/server
{ lib }:
let
  inherit (builtins) attrNames match;
  inherit (lib) concatMap optional optionals;

  secrets = {
    agent-token = "K3S_AGENT_TOKEN";
    datastore-endpoint = "K3S_DATASTORE_ENDPOINT";
    etcd-s3-access-key = "AWS_ACCESS_KEY_ID";
    etcd-s3-secret-key = "AWS_SECRET_ACCESS_KEY";
    etcd-s3-session-token = "AWS_SESSION_TOKEN";
    token = "K3S_TOKEN";
    vpn-auth = "K3S_VPN_AUTH";
  };

  instead = {
    cluster-init = "clusterInit = true";
    server = "server = \"https://node1.example.com:6443\"";
    tls-san = "tlsSans = [ \"kubernetes.example.com\" ]";
  };

  hasPassword = value: builtins.isString value && match ".*://[^/@]*:[^/@]+@.*" value != null;

  # The value may be secret: no message shows it.
  check =
    at: settings: name:
    if secrets ? ${name} || hasPassword settings.${name} then
      [
        "${at}.settings.${name} is a secret, which the configuration would show to all. Remove it, and supply ${
          secrets.${name} or "it as a K3S_ variable"
        } when the stick is made."
      ]
    else
      optional (instead ? ${name})
        "${at}.settings.${name} has an option of its own. Write `${at}.${instead.${name}};`.";
in
{ machine, option, ... }:
let
  inherit (machine.services) k3s;
in
optionals k3s.enable (
  concatMap (check "${option}.services.k3s" k3s.settings) (attrNames k3s.settings)
)
