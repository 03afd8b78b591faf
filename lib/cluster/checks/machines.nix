# Hosts that are machines of this hostgroup: k0sctl installs k0s there, and it has to stay.
{ lib }:
let
  inherit (builtins) attrNames toJSON;
  inherit (lib)
    concatMap
    concatStringsSep
    optional
    optionals
    ;
  twins = import ../../twins.nix { inherit lib; };

  names = machines: concatStringsSep ", " (attrNames machines);

  check =
    machines:
    { host, option, ... }:
    let
      inherit (machines.${host.machine}) services;
    in
    optionals (host.machine != null) (
      if !(machines ? ${host.machine}) then
        [
          "${option}.machine is ${toJSON host.machine}, and kubernixos.machines has no such machine${
            if machines == { } then "" else ", but ${names machines}"
          }. Write the name of one: `${option}.machine = \"${if machines == { } then "node1" else builtins.head (attrNames machines)}\";`."
        ]
      else
        concatMap (
          name:
          optional services.${name}.enable
            "${option}.machine is ${toJSON host.machine}, which starts ${name} by itself. Remove the host, or kubernixos.machines.${host.machine}.services.${name}."
        ) [ "k0s" "k3s" ]
    );
in
{ hosts, machines, ... }:
concatMap (check machines) hosts
++ map (
  group:
  "${concatStringsSep " and " (map (host: "${host.option}.machine") group)} are the same machine. Keep one of these hosts."
) (twins ({ host, ... }: host.machine) hosts)
