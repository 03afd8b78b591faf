# What a k3s needs that forgets everything at each restart.
{ lib }:
let
  inherit (lib) optional optionals;
in
{ machine, option, ... }:
let
  inherit (machine.services) k3s;
  at = "${option}.services.k3s";
  isServer = k3s.role == "server";
  staysOnDisk = machine.os.root != null;
  joins = k3s.server != null;
in
optionals k3s.enable (
  optional (isServer && k3s.datastore != "external" && !staysOnDisk)
    "${at}.datastore is \"${k3s.datastore}\", and `/` lies in memory: the ${
      if k3s.datastore == "etcd" then "member of etcd" else "cluster"
    } would be lost at every restart. Write `${at}.datastore = \"external\";`, or a partition that stays: `${option}.os.root = \"LABEL=ROOT\";`."
  ++
    optional (k3s.clusterInit && (!isServer || k3s.datastore != "etcd"))
      "${at}.clusterInit begins a cluster of etcd, and ${at} is no server with that. Remove it, or write `${at}.datastore = \"etcd\";`."
  ++
    optional (!isServer && !joins)
      "${at}.server is not set, and an agent joins one. Write `${at}.server = \"https://node1.example.com:6443\";`."
  ++
    optional (isServer && k3s.datastore == "etcd" && !joins && !k3s.clusterInit)
      "${at} has the datastore etcd, and neither begins a cluster nor joins one. Write `${at}.clusterInit = true;` on one server, and `${at}.server = \"https://node1.example.com:6443\";` on the others."
  ++
    optional (isServer && k3s.clusterInit && joins)
      "${at}.clusterInit begins a cluster, and ${at}.server joins one. Remove one of them."
  ++
    optional (isServer && k3s.datastore == "sqlite" && joins)
      "${at}.server is set, and a server with SQLite is the only one of its cluster. Remove it, or write `${at}.datastore = \"etcd\";`."
  ++
    optional (!isServer && k3s.tlsSans != [ ])
      "${at}.tlsSans is for the certificate of servers, and ${at} is an agent. Remove it."
  ++
    optional (isServer && k3s.datastore == "external" && k3s.server != null)
      "${at}.server is set, and servers with an external datastore find each other there. Remove it."
  ++
    optional (!k3s.nodePassword && !staysOnDisk && k3s.settings.with-node-id or false != true)
      "${at}.nodePassword is false, and `/` lies in memory: k3s would make another password at every restart, and the cluster would refuse the node. Remove it, or write `${at}.settings.with-node-id = true;` for a new node each time."
)
