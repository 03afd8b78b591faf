# What hosts are in the cluster.
{ lib }:
let
  inherit (builtins) any filter length;
  inherit (lib) concatMap optional;

  checkHost =
    hosts:
    { host, option, ... }:
    optional (host.role == null) "${option}.role is not set. Write `${option}.role = \"worker\";`."
    ++
      optional (host.role == "single" && length hosts > 1)
        "${option}.role is \"single\", and a single node is alone in its cluster. Write `${option}.role = \"controller+worker\";`, or remove the other hosts."
    ++
      optional (host.noTaints && host.role != "controller+worker")
        "${option}.noTaints is for hosts with the role \"controller+worker\" only. Remove it, or write `${option}.role = \"controller+worker\";`.";

  hasController = any (host: host.isController && !host.host.reset);
in
{ hosts, ... }:
concatMap (checkHost hosts) hosts
++ (
  if hosts == [ ] then
    [
      "kubernixos.cluster.hosts is empty. Write `kubernixos.cluster.hosts.node = { role = \"single\"; address = \"10.0.0.11\"; ssh = { }; };`."
    ]
  else if hasController hosts then
    [ ]
  else if any (host: host.isController) hosts then
    [
      "kubernixos.cluster.hosts would have no controller left: all of them have `reset = true`. Remove it from one, or uninstall the cluster."
    ]
  else
    [
      "kubernixos.cluster.hosts has no controller. Write `role = \"controller\";` for one of the hosts."
    ]
)
