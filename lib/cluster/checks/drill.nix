# The host of drills: what every host must be, and none of the cluster's.
{ lib }:
let
  inherit (builtins)
    elem
    filter
    toJSON
    ;
  inherit (lib) concatMap optional;

  findDrillHost = import ../backup/drill-host.nix { inherit lib; };
  option = "kubernixos.cluster.backup.drill.host";

  # The rules of every host that make sense for one alone.
  forHosts = [
    (import ./transports.nix)
    (import ./secrets.nix)
    (import ./binaries.nix)
    (import ./directories.nix)
    (import ./install-flags.nix)
    (import ./environment.nix)
    (import ./uploads.nix)
  ];

  same =
    field: drill: host:
    optional (drill.host.${field} != null && drill.host.${field} == host.host.${field})
      "${option}.${field} is ${toJSON drill.host.${field}}, as ${host.option} has it: a drill removes k0s and all its data. Write another host, which is none of the cluster's.";

  sameEndpoint =
    drill: host:
    optional (drill.address != null && drill.address == host.address)
      "${option}.address is ${toJSON drill.address}, as ${host.option} has it: a drill removes k0s and all its data. Write another host, which is none of the cluster's.";

  clashes =
    drill: host:
    sameEndpoint drill host
    ++ same "hostname" drill host
    ++ same "privateAddress" drill host
    ++ same "hostKey" drill host
    ++ optional (drill.address != null && drill.address == host.host.privateAddress)
      "${option}.address is the privateAddress of ${host.option}: a drill removes k0s and all its data. Write another host, which is none of the cluster's.";
in
{ cluster, hosts, ... }@view:
let
  drill = findDrillHost cluster.backup;
  anyKey = filter (host: host.host.hostKey != null) hosts != [ ];
in
if drill == null then
  [ ]
else
  concatMap (check: check { inherit lib; } (
    view
    // {
      hosts = [ drill ];
      cluster = cluster // { backup = null; };
    }
  )) forHosts
  ++ concatMap (clashes drill) hosts
  ++
    optional (!elem drill.host.role [ "controller" "controller+worker" "single" ])
      "${option}.role is ${toJSON drill.host.role}, and a backup is that of a controller. Write `${option}.role = \"controller\";`."
  ++
    optional (drill.transport == "winRM" || drill.transport == "localhost")
      "${option} is reached by ${drill.transport}. Use ssh or openSSH: `${option}.ssh = { };`."
  ++
    optional (drill.host.reset)
      "${option}.reset is true: k0s is always removed after a drill. Remove it."
  ++
    optional (anyKey && drill.host.hostKey == null)
      "${option}.hostKey is not set, and other hosts declare theirs: this one would be trusted whoever it is. Write `${option}.hostKey = \"ssh-ed25519 AAAA…\";`, as ssh-keyscan prints it."
