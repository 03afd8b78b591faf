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

  inherit (import ../types.nix { inherit lib; }) isVariable;

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

  twinFiles = groups: filter (twins: length twins > 1) (attrValues (groupBy (group: group.file) groups));

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

  # A group of a service is joined with one's own of that name, and its file, format and keys are the service's.
  ofService =
    option: secrets: made: group:
    let
      at = "${option}.secrets.${lib.showOption [ group ]}";
      own = secrets.${group};
      # Of components, one's own groups are last.
      theirs = head (filter (other: other.group == group) made);
      isShared = length (filter (other: other.group == group) made) > 1;
      required = filter (key: own.keys ? ${key.name} && own.keys.${key.name}.required != key.required) theirs.keys;
    in
    lib.optionals isShared (
      optional (own.file != "${group}_env" && own.file != theirs.file)
        "${at}.file is ${builtins.toJSON own.file}, and the service reads ${builtins.toJSON theirs.file}. Remove it, or name the group otherwise."
      ++
        optional (own.format == "value" && theirs.format != "value")
          "${at}.format is \"value\", and the service reads assignments. Remove it, or name the group otherwise."
      ++ map (
        key: "${at}.keys.${key.name}.required is for the service to say. Remove the key."
      ) required
    );
in
{ derived, machine, option, ... }:
let
  groups = derived.secrets;
  firstClaims = map head (
    attrValues (groupBy ({ key, ... }: key) (concatMap (claimed groups) groups))
  );
in
concatMap (ofGroup option machine.secrets) (attrNames machine.secrets)
++ concatMap (ofService option machine.secrets derived.components.secrets) (attrNames machine.secrets)
++ map (
  twins:
  "${option}.secrets has several groups with the file ${builtins.toJSON (head twins).file}: ${lib.concatMapStringsSep " and " (group: group.group) twins}. Write another name: `${option}.secrets.${(head twins).group}.file = \"${(head twins).group}_env\";`."
) (twinFiles groups)
++ map (
  { key, other }:
  "${option}.secrets names ${key} twice: it belongs to the group ${other.group} too. Remove it from one of them, or name it otherwise."
) firstClaims
