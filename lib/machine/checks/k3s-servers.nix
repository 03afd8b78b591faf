# All servers of k3s in a hostgroup are one cluster, and one of them begins it.
{ lib }:
let
  inherit (builtins)
    all
    any
    concatMap
    elem
    filter
    head
    length
    match
    replaceStrings
    toJSON
    ;
  inherit (lib) concatMapStringsSep optional optionals;
  inherit (import ./servers-of-k3s.nix { inherit lib; }) at k3sOf serversOf;

  each = name: concatMapStringsSep " and " (view: "${at view}.${name}");

  sameBy =
    servers: name:
    let
      others = filter (view: (k3sOf view).${name} != (k3sOf (head servers)).${name}) servers;
    in
    optional (others != [ ])
      "${at (head servers)}.${name} is ${toJSON (k3sOf (head servers)).${name}}, and ${at (head others)}.${name} is ${toJSON (k3sOf (head others)).${name}}: they would be two clusters. Write the same for all servers.";

  # Each has a database of its own.
  alone =
    servers:
    let
      withSqlite = filter (view: (k3sOf view).datastore == "sqlite") servers;
    in
    optional (length withSqlite > 1)
      "${each "datastore" withSqlite} are \"sqlite\": each would be a cluster of its own. Write `datastore = \"etcd\";` for all of them, with `clusterInit = true;` on the first one and `server` on the others, or make all but one agents.";

  # Somebody has to be there before others join.
  unbegun =
    servers:
    let
      members = filter (view: (k3sOf view).datastore == "etcd") servers;
      names = concatMap ({ machine, ... }: [ machine.hostname machine.address ]) members;
      joinsOneOf = view: (k3sOf view).server != null && elem (hostOf (k3sOf view).server) names;
    in
    optional (members != [ ] && all joinsOneOf members && !any (view: (k3sOf view).clusterInit) members)
      "${each "server" members} join${
        if length members == 1 then "s" else ""
      } a server of this hostgroup, of which none begins the cluster. Write `clusterInit = true;` in place of server on the one that has the cluster's data, or on the first one of a new cluster.";
  hostOf =
    url:
    let
      authority = head (match "https?://([^/?#]*).*" url);
      withPort = match "(.*):[0-9]+" authority;
    in
    replaceStrings [ "[" "]" ] [ "" "" ] (if withPort == null then authority else head withPort);
in
views:
let
  servers = serversOf views;
  beginners = filter (view: (k3sOf view).clusterInit) servers;
in
optional (length beginners > 1)
  "${each "clusterInit" beginners} are set: each would begin a cluster of its own. Keep one of them, and write `server = \"https://node1.example.com:6443\";` on the others."
++ alone servers
++ unbegun servers
++ optionals (servers != [ ]) (sameBy servers "datastore")
