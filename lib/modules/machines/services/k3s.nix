{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../machine/types.nix { inherit lib; })
    address
    hash
    k3sVersion
    settings
    url
    ;
  setting = import ../../optional-setting.nix { inherit lib; };
  switch = import ../../switch.nix { inherit lib; };
in
{
  options.services.k3s = {
    enable = switch false "Whether k3s runs on the node, where its secrets are supplied.";

    version = setting k3sVersion "The version of k3s. It must be set." "v1.33.1+k3s1";

    hash = setting hash ''
      The hash of the program k3s. It must be set; k3s publishes SHA-256 sums
      with each release.
    '' "sha512-1d9d460763…";

    url = setting url "Where the program is fetched from. Null: GitHub." "https://mirror.internal/k3s";

    role = mkOption {
      type = types.enum [
        "server"
        "agent"
      ];
      default = "server";
      description = "Whether the node is a server of the cluster, or an agent alone.";
      example = "agent";
    };

    datastore = mkOption {
      type = types.enum [
        "external"
        "sqlite"
        "etcd"
      ];
      default = "external";
      description = ''
        Where a server keeps the cluster: in a database or etcd outside, whose
        address is a secret; or on the node itself, which takes `os.root`.
      '';
      example = "sqlite";
    };

    clusterInit = switch false "Whether this server is the first of a new cluster with the datastore `etcd`.";

    server = setting url "The URL of a server, which agents and further servers with `etcd` join." "https://node1.example.com:6443";

    tlsSans = mkOption {
      type = types.listOf address;
      default = [ ];
      description = "Further addresses and names that the certificate of the API server is for.";
      example = [ "kubernetes.example.com" ];
    };

    nodePassword = switch true ''
      Whether the password by which the cluster knows the node again is one of
      its secrets. k3s would make another one at every start from memory, and
      the cluster would refuse the node.
    '';

    settings = mkOption {
      type = settings;
      default = { };
      description = ''
        What /etc/rancher/k3s/config.yaml holds. No secrets: these are `K3S_…`
        variables, supplied when the stick is made.
      '';
      example.disable = [ "traefik" ];
    };
  };
}
