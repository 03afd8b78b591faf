# The record that the servers of k3s share is kept by the first of them that is ready: by any.
{ lib }:
let
  inherit (builtins) filter head toJSON;
  inherit (lib) concatMap optional;

  isServer = { machine, ... }: machine.services.k3s.enable && machine.services.k3s.role == "server";

  # { primary; domain; } of a server, or null.
  recordOf =
    { machine, ... }:
    let
      inherit (machine.services) ddns;
    in
    if ddns.enable && ddns.primary != null then { inherit (ddns) domain primary; } else null;

  without =
    keeper: server:
    optional (recordOf server != recordOf keeper)
      "${keeper.option}.services.ddns.primary is ${toJSON (recordOf keeper).primary}, and ${server.option} is a server of k3s with${
        if recordOf server == null then "out it" else " another one"
      }: while that one is the first that is ready, nobody keeps the record. Write it once, in kubernixos.machineDefaults.";
in
views:
let
  servers = filter isServer views;
  keepers = filter (server: recordOf server != null) servers;
in
if keepers == [ ] then [ ] else concatMap (without (head keepers)) servers
