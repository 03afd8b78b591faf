# Where scripts on the node ask the cluster about it, they know the node's name and where its
# administrator is.
{ lib }:
let
  inherit (builtins) elem toJSON;
  inherit (lib) concatMap optional optionals;
  inherit (import ../types.nix { inherit lib; }) absolutePath hostname;
  inherit (import ../kubectl.nix { inherit lib; }) asks askersOf;

  settings = [
    {
      name = "data-dir";
      type = absolutePath;
      what = "absolute name of a directory";
      example = "/var/lib/rancher/k3s";
    }
    {
      name = "node-name";
      type = hostname;
      what = "name of a node";
      example = "node1";
    }
    {
      name = "write-kubeconfig";
      type = absolutePath;
      what = "absolute name of a file";
      example = "/etc/rancher/k3s/k3s.yaml";
    }
  ];

  setting =
    at: set:
    { name, type, what, example }:
    optional (set ? ${name} && !type.check set.${name})
      "${at}.${name} is ${toJSON set.${name}}, which is no ${what}. Write `${at}.${name} = ${toJSON example};`.";
in
{ machine, option, ... }:
let
  inherit (machine.services) k0s k3s;
  at = "${option}.services";
in
optionals (asks machine) (
  optionals k3s.enable (concatMap (setting "${at}.k3s.settings" k3s.settings) settings)
  ++ optionals (k3s.enable && k3s.settings.with-node-id or false == true) (
    map (
      asker:
      "${option}.${asker} is set, and with ${at}.k3s.settings.with-node-id nobody knows the name of the node. Remove one of them."
    ) (askersOf machine)
  )
  ++
    optional (k0s.enable && elem "--data-dir" k0s.extraArgs)
      "${at}.k0s.extraArgs has --data-dir without a directory. Write it as one argument: `${at}.k0s.extraArgs = [ \"--data-dir=/data\" ];`."
)
