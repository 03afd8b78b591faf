# What k3s calls critical is the same on all servers of a cluster.
# https://docs.k3s.io/cli/server#critical-configuration-values
{ lib }:
let
  inherit (builtins)
    concatMap
    elem
    filter
    head
    isList
    isString
    ;
  inherit (lib)
    concatMapStringsSep
    optional
    optionals
    splitString
    ;
  inherit (import ./servers-of-k3s.nix { inherit lib; }) at k3sOf serversOf;

  critical = [
    "cluster-cidr"
    "cluster-dns"
    "cluster-domain"
    "disable-cloud-controller"
    "disable-helm-controller"
    "disable-network-policy"
    "egress-selector-mode"
    "embedded-registry"
    "flannel-backend"
    "flannel-external-ip"
    "flannel-ipv6-masq"
    "secrets-encryption"
    "secrets-encryption-provider"
    "service-cidr"
  ];

  # k3s takes a list, or one text with commas; what is false is not set, and what ends in + is added.
  valuesOf = settings: name: listOf (settings.${name} or null) ++ listOf (settings."${name}+" or null);
  listOf =
    value:
    if value == null || value == false then
      [ ]
    else if isList value then
      concatMap listOf value
    else if isString value then
      splitString "," value
    else
      [ value ];

  # Other packaged components may be left out on single servers.
  hasNoLoadBalancer = settings: elem "servicelb" (valuesOf settings "disable");

  values =
    map (name: {
      inherit name;
      of = view: valuesOf (k3sOf view).settings name;
    }) critical
    ++ [
      {
        name = "disable = [ \"servicelb\" ]";
        of = view: hasNoLoadBalancer (k3sOf view).settings;
      }
    ];

  differing =
    servers:
    { name, of }:
    let
      first = head servers;
      others = filter (view: of view != of first) servers;
    in
    optional (others != [ ])
      "${concatMapStringsSep " and " (view: "${at view}.settings") ([ first ] ++ others)} differ in ${name}, which must be the same on all servers of a cluster. Write it once, in kubernixos.machineDefaults.";
in
views:
let
  servers = serversOf views;
in
optionals (servers != [ ]) (concatMap (differing servers) values)
