# Raw settings of k0sctl: they are for what there is no option for.
{ lib }:
let
  inherit (lib)
    concatMap
    concatStringsSep
    hasAttrByPath
    optional
    ;

  inherit (import ../owned-fields.nix) ofDocument ofHost;

  refuse =
    option: raw:
    { path, instead }:
    optional (hasAttrByPath path raw)
      "${option}.${concatStringsSep "." path} has an option of its own. Write `${instead}` instead.";
in
{ cluster, hosts, ... }:
concatMap (refuse "kubernixos.cluster.k0sctl" cluster.k0sctl) ofDocument
++ concatMap (
  { host, option, ... }: concatMap (refuse "${option}.settings" host.settings) (ofHost option)
) hosts
