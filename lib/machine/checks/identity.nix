{ lib }:
let
  inherit (lib) optional;

  isMatched = { macs, serial, uuid }: macs != [ ] || serial != null || uuid != null;
in
{ machine, option, ... }:
optional (builtins.match "localhost(\\..*)?" machine.hostname != null)
  "${option}.hostname is ${builtins.toJSON machine.hostname}, which every machine is. Write `${option}.hostname = \"node1.example.com\";`."
++
  optional (machine.boot.source == "network" && !isMatched machine.match)
    "${option}.match is empty, and the machine boots from the network, where nothing else tells it from others. Write `${option}.match.macs = [ \"52:54:00:12:34:56\" ];`."
