# What a k3s needs that forgets everything at each restart.
{ lib }:
let
  inherit (lib) optional optionals;

  isSet = settings: name: settings.${name} or null != null;
in
{ machine, option, ... }:
let
  inherit (machine.services) k3s;
  at = "${option}.services.k3s";
  isServer = k3s.role == "server";
  staysOnDisk = machine.os.root != null;
  joins = k3s.server != null || isSet k3s.settings "server";
  clusterInit = k3s.clusterInit || k3s.settings.cluster-init or false == true;
in
optionals k3s.enable (
  optional (isServer && k3s.datastore != "external" && !staysOnDisk)
    "${at}.datastore is \"${k3s.datastore}\", and `/` lies in memory: the ${
      if k3s.datastore == "etcd" then "member of etcd" else "cluster"
    } would be lost at every restart. Write `${at}.datastore = \"external\";`, or a partition that stays: `${option}.os.root = \"LABEL=ROOT\";`."
  ++
    optional (clusterInit && (!isServer || k3s.datastore != "etcd"))
      "${at}.clusterInit begins a cluster of etcd, and ${at} is no server with that. Remove it, or write `${at}.datastore = \"etcd\";`."
  ++
    optional (!isServer && !joins)
      "${at}.server is not set, and an agent joins one. Write `${at}.server = \"https://node1.example.com:6443\";`."
  ++
    optional (isServer && k3s.datastore == "etcd" && !joins && !clusterInit)
      "${at} has the datastore etcd, and neither begins a cluster nor joins one. Write `${at}.clusterInit = true;` on one server, and `${at}.server = \"https://node1.example.com:6443\";` on the others."
  ++
    optional (isServer && k3s.datastore == "external" && k3s.server != null)
      "${at}.server is set, and servers with an external datastore find each other there. Remove it."
  ++
    optional (!k3s.nodePassword && !staysOnDisk && k3s.settings.with-node-id or false != true)
      "${at}.nodePassword is false, and `/` lies in memory: k3s would make another password at every restart, and the cluster would refuse the node. Remove it, or write `${at}.settings.with-node-id = true;` for a new node each time."
)
