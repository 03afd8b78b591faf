# Settings of k3s hold no secrets, and nothing that has an option.
# https://docs.k3s.io/cli/server
{ lib }:
let
  inherit (builtins) attrNames elem filter;
  inherit (lib) concatMap optionals;
  looksSecret = import ../../looks-secret.nix { inherit lib; };
  textsOf = import ../../texts-of.nix { inherit lib; };

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

  # What ends in + is added to the setting of that name.
  bare = lib.removeSuffix "+";
  isSecret =
    setting:
    { name, text, ... }:
    !namesSecret setting && looksSecret.setting (bare name) text
    || !hasLabels setting && looksSecret.argument text;
  # A Secret of the cluster.
  namesSecret = setting: bare setting == "etcd-s3-config-secret";
  # Whatever these are called, all who see the node see them.
  hasLabels = setting: elem (bare setting) [ "node-label" "node-taint" ];

  # The value may be secret: no message shows it.
  check =
    at: settings: name:
    let
      setting = "${at}.settings.${lib.showOption [ name ]}";
    in
    if secrets ? ${bare name} then
      [
        "${setting} is a secret, which the configuration would show to all. Remove it, and supply ${
          secrets.${bare name}
        } when the stick is made."
      ]
    else if instead ? ${bare name} then
      [ "${setting} has an option of its own. Write `${at}.${instead.${bare name}};`." ]
    else
      map (
        { at, ... }:
        "${at} looks like a secret, which the configuration would show to all. Remove it, and supply it as a K3S_ variable when the stick is made."
      ) (filter (isSecret name) (textsOf "${at}.settings" { ${name} = settings.${name}; }));
in
{ machine, option, ... }:
let
  inherit (machine.services) k3s;
in
optionals k3s.enable (
  concatMap (check "${option}.services.k3s" k3s.settings) (attrNames k3s.settings)
)
