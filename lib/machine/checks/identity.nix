{ lib }:
let
  inherit (lib) concatStringsSep optional;

  isMatched = { macs, serial, uuid }: macs != [ ] || serial != null || uuid != null;

  # iPXE shows it, and would run what stands in it.
  isPlain = text: builtins.match "[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?" text != null;
  plainOf =
    name:
    let
      parts = builtins.filter (part: builtins.isString part && part != "") (
        builtins.split "[^A-Za-z0-9]+" name
      );
    in
    if parts == [ ] then "node1" else concatStringsSep "-" parts;
in
{ machine, name, option, ... }:
optional (!isPlain name)
  "${option} has a name that iPXE would not only show: letters, digits, ., _ and - are fit. Write `kubernixos.machines.${plainOf name}`."
++
optional (builtins.match "localhost(\\..*)?" machine.hostname != null)
  "${option}.hostname is ${builtins.toJSON machine.hostname}, which every machine is. Write `${option}.hostname = \"node1.example.com\";`."
++
  optional (machine.boot.source == "network" && !isMatched machine.match)
    "${option}.match is empty, and the machine boots from the network, where nothing else tells it from others. Write `${option}.match.macs = [ \"52:54:00:12:34:56\" ];`."
