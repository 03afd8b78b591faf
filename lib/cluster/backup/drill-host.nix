# The disposable host of drills, as list-hosts.nix describes those of the cluster; null where there is none.
{ lib }:
let
  listHosts = import ../list-hosts.nix { inherit lib; };
in
backup:
if backup == null || backup.drill == null then
  null
else
  builtins.head (listHosts { drill = backup.drill.host; })
  // {
    option = "kubernixos.cluster.backup.drill.host";
  }
