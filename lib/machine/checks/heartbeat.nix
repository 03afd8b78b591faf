{ lib }:
let
  inherit (lib) any optional optionals;

  hasKubelet =
    { extraArgs, ... }:
    any (argument: builtins.match "--(enable-worker|single)(=true)?" argument != null) extraArgs;
in
{ machine, option, ... }:
let
  inherit (machine.services) heartbeat k0s k3s;
  at = "${option}.services.heartbeat.checkCluster";
in
optionals (heartbeat.enable && heartbeat.checkCluster) (
  optional (!k3s.enable && !k0s.enable)
    "${at} is set, and the machine is in no cluster. Remove it, or write `${option}.services.k3s.enable = true;`."
  ++
    optional (k0s.enable && k0s.role == "controller" && !hasKubelet k0s)
      "${at} is set, and a controller of k0s is no node that could be ready. Remove it."
)
