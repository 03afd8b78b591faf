# The configuration of k0s: what has an option of its own is written there alone.
{ lib }:
let
  inherit (lib)
    concatMap
    concatStringsSep
    hasAttrByPath
    optional
    ;

  replacedSettings = import ../replaced-settings.nix { inherit lib; };

  owned = [
    {
      path = [ "spec" "api" "externalAddress" ];
      instead = "kubernixos.cluster.api.externalAddress = \"kubernetes.example.com\"";
    }
    {
      path = [ "spec" "api" "port" ];
      instead = "kubernixos.cluster.api.port = 6443";
    }
    {
      path = [ "spec" "api" "sans" ];
      instead = "kubernixos.cluster.api.sans = [ \"kubernetes.internal\" ]";
    }
    {
      path = [ "spec" "telemetry" "enabled" ];
      instead = "kubernixos.cluster.k0s.telemetry = false";
    }
  ];

  fixed = {
    apiVersion = "k0s.k0sproject.io/v1beta1";
    kind = "ClusterConfig";
  };
in
{ cluster, ... }:
let
  inherit (cluster.k0s) config;
in
concatMap (
  { path, instead }:
  optional (hasAttrByPath path config)
    "kubernixos.cluster.k0s.config.${concatStringsSep "." path} has an option of its own. Write `${instead};` instead."
) owned
++ map (
  path:
  "kubernixos.cluster.k0s.config.${concatStringsSep "." path} would take away what options write below it. Remove it, or write settings: `kubernixos.cluster.k0s.config.${concatStringsSep "." path} = { … };`."
) (replacedSettings (map (field: field.path) owned) config)
++ concatMap (
  name:
  optional (config.${name} or fixed.${name} != fixed.${name})
    "kubernixos.cluster.k0s.config.${name} must be \"${fixed.${name}}\". Remove it: it is filled in."
) (builtins.attrNames fixed)
