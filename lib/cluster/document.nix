# The configuration of k0sctl, as Nix data and without secrets. `$` is data in
# it: whoever prints it keeps it from the variables that k0sctl replaces.
{ lib }:
let
  inherit (builtins) all filter isString;
  inherit (lib) foldl' recursiveUpdate setAttrByPath;
  onlySet = import ./only-set.nix { inherit lib; };
  makeHost = import ./host.nix { inherit lib; };

  # Settings to hold each secret; in lists they are there.
  placesFor =
    secrets:
    foldl' (settings: { path, ... }: recursiveUpdate settings (setAttrByPath path "")) { } (
      filter ({ path, ... }: all isString path) secrets
    );

  k0sConfig =
    { api, k0s, ... }:
    recursiveUpdate
      {
        apiVersion = "k0s.k0sproject.io/v1beta1";
        kind = "ClusterConfig";
        metadata.name = "k0s";
        spec = {
          api = onlySet {
            inherit (api) externalAddress port sans;
          };
          telemetry.enabled = k0s.telemetry;
        };
      }
      (recursiveUpdate (placesFor k0s.secrets) k0s.config);
in
cluster: hosts:
recursiveUpdate {
  apiVersion = "k0sctl.k0sproject.io/v1beta1";
  kind = "Cluster";
  metadata = { inherit (cluster) name user; };
  spec = onlySet {
    hosts = map makeHost hosts;
    k0s = {
      config = k0sConfig cluster;
      inherit (cluster.k0s) dynamicConfig version;
    };
    options = onlySet (builtins.mapAttrs (_: onlySet) cluster.options);
  };
} cluster.k0sctl
