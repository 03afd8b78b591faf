# What is merged into the configuration: its version is ours, it holds what JSON does, and says nothing
# about a file or unit that is there already.
{ lib }:
let
  inherit (builtins)
    attrValues
    concatMap
    filter
    groupBy
    isList
    length
    ;
  inherit (lib) optional optionals;

  nodes = extra: kind: listOf (extra.storage or { }) kind;
  listOf = set: name: if isList (set.${name} or null) then set.${name} else [ ];

  twins =
    field: entries:
    filter (group: length group > 1) (
      attrValues (groupBy (entry: toString entry.${field}) (filter (entry: entry ? ${field}) entries))
    );
in
{ derived, machine, option, ... }:
let
  at = "${option}.ignition.extra";
  inherit (machine.ignition) extra;
  storage = concatMap (nodes derived.ignition) [
    "directories"
    "files"
    "links"
  ];
in
optional (extra ? ignition && extra.ignition ? version)
  "${at}.ignition.version is always 3.3.0. Remove it."
++
  optional (extra ? ignition && extra.ignition ? config)
    "${at}.ignition.config would replace the configuration, or add another one to it. Remove it; write all of it as modules."
++ optionals (extra != { }) (
  map (
    group:
    "${at}.storage has ${builtins.toJSON (builtins.head group).path}, which is there already. Remove one of them."
  ) (twins "path" storage)
  ++ map (
    group:
    "${at}.systemd.units has ${builtins.toJSON (builtins.head group).name}, which is there already. Use `${option}.units.${lib.showOption [ (builtins.head group).name ]}.dropins`."
  ) (twins "name" (listOf (derived.ignition.systemd or { }) "units"))
)
