# Deep merge of the definitions of one manifest.
#
# A single definition is walked once and keeps its order and its duplicates.
# Several merge attribute by attribute, and lists as lists.nix says. Unequal
# leaves are a conflict.
let
  inherit (builtins)
    all
    any
    attrNames
    attrValues
    filter
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    mapAttrs
    removeAttrs
    tail
    typeOf
    zipAttrsWith
    ;
  inherit (import ./leaves.nix) checkLeaf isDerivation refuseDerivation;
  inherit (import ./properties.nix) isProperty settle;
  inherit (import ../places.nix) showDefinitions showPlace;
  inherit (import ./lists.nix { inherit merge walk; }) mergeLists walkList;

  /*
    From a location (see ../places.nix) and at least one settled definition
    { file; value; } to the value that they stand for. Throws on conflicts
    and on what JSON cannot hold.
  */
  merge =
    location: definitions:
    let
      first = head definitions;
      family = familyOf first.value;
    in
    if tail definitions == [ ] then
      walk location first.file first.value
    else if any (definition: familyOf definition.value != family) definitions then
      conflict "definitions of different types" location definitions
    else if family == "set" then
      mergeSets location (map (checkSet location) definitions)
    else if family == "list" then
      mergeLists location definitions
    else if all (definition: definition.value == first.value) definitions then
      checkLeaf location first.file first.value
    else
      conflict "conflicting definitions" location definitions;

  familyOf =
    value:
    let
      type = typeOf value;
    in
    if type == "int" || type == "float" then "number" else type;

  conflict =
    what: location: definitions:
    throw "${showPlace location} has ${what}:${showDefinitions location definitions}\nWrite `lib.mkForce` before the value that should win, or `lib.mkDefault` before the one that should give way.";

  # One definition, which is no property itself but may hold some.
  walk =
    location: file: value:
    if isString value || isBool value || isInt value || value == null then
      value
    else if isAttrs value then
      if isDerivation value then
        refuseDerivation location file value
      else if any isProperty (attrValues value) then
        mergeSets location [ { inherit file value; } ]
      else
        mapAttrs (name: walk (location ++ [ name ]) file) value
    else if isList value then
      walkList location file value
    else
      checkLeaf location file value;

  checkSet =
    location: definition:
    if isDerivation definition.value then
      refuseDerivation location definition.file definition.value
    else
      definition;

  mergeSets =
    location: definitions:
    let
      settled = zipAttrsWith (name: settle (location ++ [ name ])) (map definitionsBelow definitions);
      disabled = filter (name: settled.${name} == [ ]) (attrNames settled);
    in
    mapAttrs (name: merge (location ++ [ name ])) (removeAttrs settled disabled);

  definitionsBelow =
    { file, value, ... }:
    mapAttrs (_: value: { inherit file value; }) value;
in
merge
