# Names of secrets: each variable belongs to one group, and each group to one file.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    length
    ;
  inherit (lib)
    any
    attrValues
    groupBy
    hasPrefix
    optional
    ;
  inherit (import ../../types.nix { inherit lib; }) isVariable;
  twins = import ../../twins.nix { inherit lib; };

  ofGroup =
    option: groups: group:
    let
      at = "${option}.secrets.${lib.showOption [ group ]}";
      keys = attrNames groups.${group}.keys;
    in
    concatMap (
      key:
      optional (!isVariable key)
        "${at}.keys has ${builtins.toJSON key}, which is no name of a variable. Write letters, digits and _: `${at}.keys.REGISTRY_PASSWORD`."
    ) keys
    ++
      optional (groups.${group}.format == "value" && length keys != 1)
        "${at}.format is \"value\", and it has ${toString (length keys)} keys. Keep one key, whose value the file holds.";

  # What the key of one group is, another one takes by its prefix or its name.
  claims =
    key: group:
    any (other: other.name == key) group.keys || any (prefix: hasPrefix prefix key) group.prefixes;
  claimed =
    groups: group:
    concatMap (
      { name, ... }:
      map (other: {
        key = name;
        inherit other;
      }) (filter (other: other.group != group.group && claims name other) groups)
    ) group.keys;
in
{ derived, machine, option, ... }:
let
  groups = derived.secrets;
  firstClaims = map head (
    attrValues (groupBy ({ key, ... }: key) (concatMap (claimed groups) groups))
  );
in
concatMap (ofGroup option machine.secrets) (attrNames machine.secrets)
++ map (
  same:
  "${option}.secrets has several groups with the file ${builtins.toJSON (head same).file}: ${lib.concatMapStringsSep " and " (group: group.group) same}. Write another name: `${option}.secrets.${(head same).group}.file = \"${(head same).group}_env\";`."
) (twins (group: group.file) groups)
++ map (
  { key, other }:
  "${option}.secrets names ${key} twice: it belongs to the group ${other.group} too. Remove it from one of them, or name it otherwise."
) firstClaims
