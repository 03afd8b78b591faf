# k3s as a server or agent, with all `K3S_` variables among its secrets.
{
  fetchedFile,
  kubectl,
  kubernetesUnit,
  lib,
  link,
  needing,
  online,
  programOf,
  textFile,
  unit,
  ...
}:
let
  inherit (builtins) toJSON;
  inherit (lib) optional optionalAttrs;

  passwordScript = "/opt/bin/kubernixos-k3s-password";

  # JSON is YAML too.
  config =
    { services, ... }:
    let
      inherit (services) k3s;
    in
    optionalAttrs (k3s.tlsSans != [ ]) { tls-san = k3s.tlsSans; }
    // optionalAttrs (k3s.server != null) { inherit (k3s) server; }
    // optionalAttrs k3s.clusterInit { cluster-init = true; }
    // k3s.settings;

  # What an option decides, and a variable would say otherwise. https://docs.k3s.io/cli/server
  reserved =
    machine:
    let
      inherit (machine.services) k3s;
      isServer = k3s.role == "server";
      ofSetting = setting: "services.k3s.settings.${setting}";
    in
    lib.mapAttrsToList (name: instead: { inherit instead name; }) (
      # The file that all options are in.
      { K3S_CONFIG_FILE = "services.k3s.settings"; }
      // optionalAttrs isServer {
        K3S_CLUSTER_INIT = "services.k3s.clusterInit";
        K3S_URL = "services.k3s.server";
      }
      // optionalAttrs (isServer && k3s.datastore != "external") {
        K3S_DATASTORE_ENDPOINT = "services.k3s.datastore";
      }
      # What scripts of ours have to know too.
      // optionalAttrs (kubectl.asks machine) {
        K3S_DATA_DIR = ofSetting "data-dir";
        K3S_KUBECONFIG_OUTPUT = ofSetting "write-kubeconfig";
        K3S_NODE_NAME = ofSetting "node-name";
      }
    );

  secrets = k3s: {
    group = "k3s";
    file = "k3s_env";
    format = "environment";
    prefixes = [ "K3S_" ];
    units = [ "k3s.service" ];
    keys =
      [
        {
          name = "K3S_TOKEN";
          required = true;
          description = "what lets a node into the cluster: the same for all its nodes, at every start";
        }
      ]
      ++ optional (k3s.role == "server" && k3s.datastore == "external") {
        name = "K3S_DATASTORE_ENDPOINT";
        required = true;
        description = "the address of the database, as postgres://USER:PASSWORD@HOST:5432/NAME";
      }
      ++ optional k3s.nodePassword {
        name = "K3S_NODE_PASSWORD";
        required = true;
        description = "by what the cluster knows this node again: another one for each node, at every start the same";
      };
  };
in
{ services, ... }@machine:
let
  inherit (services) k3s;
  program = programOf.k3s machine;
in
optionalAttrs k3s.enable {
  files =
    [
      (fetchedFile "/opt/bin/k3s" "0755" program)
      (textFile "/etc/rancher/k3s/config.yaml" "0600" "${toJSON (config machine)}\n")
    ]
    ++ optional k3s.nodePassword (
      textFile passwordScript "0755" (builtins.readFile ../scripts/k3s-password.sh)
    );
  links = [ (link "/opt/bin/kubectl" "/opt/bin/k3s") ];
  units = [
    (unit "k3s.service" {
      Unit = {
        Description = "Lightweight Kubernetes";
        Documentation = "https://docs.k3s.io";
      }
      // online
      // needing [ "k3s_env" ];
      # Agents tell systemd nothing.
      Service = kubernetesUnit {
        type = if k3s.role == "server" then "notify" else "exec";
        environmentFile = "/secrets/k3s_env";
        prepare = optional k3s.nodePassword passwordScript;
        start = "/opt/bin/k3s ${k3s.role}";
      };
      Install.WantedBy = "multi-user.target";
    })
  ];
  secrets = [ (secrets k3s // { reserved = reserved machine; }) ];
  parts = [
    {
      name = "k3s";
      inherit (k3s) version;
      inherit (program) hash url;
    }
  ];
}
