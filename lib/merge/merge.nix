# Deep merge of the definitions of one manifest.
#
# A single definition is walked once and keeps its order and its duplicates.
# Several merge attribute by attribute, and lists as pair-elements.nix says. Unequal
# leaves are a conflict.
{
  # whether there is nothing to do about a value
  isDone,
  # from a set, the values of which are merged, to what stands for it
  finishSet,
  # the same of a number or another leaf
  finishLeaf,
}:
let
  inherit (builtins)
    all
    any
    attrNames
    attrValues
    catAttrs
    concatMap
    elemAt
    filter
    genList
    head
    isAttrs
    isList
    length
    mapAttrs
    removeAttrs
    typeOf
    zipAttrsWith
    ;
  inherit (import ./leaves.nix) checkLeaf isDerivation refuseDerivation;
  inherit (import ./properties.nix) holdsProperty settle;
  inherit (import ../places.nix) showDefinitions showPlace;
  inherit (import ./lists.nix { inherit merge walk; }) mergeLists walkList;

  # A location is taken as parent and last part here, which not every value needs together.
  merge =
    parent: part: definitions:
    if length definitions == 1 then
      walk parent (head definitions).file part (head definitions).value
    else
      mergeValues parent part definitions (map (definition: definition.value) definitions);

  # `values` are those of the definitions, which only lists and errors need.
  mergeValues =
    parent: part: definitions: values:
    let
      location = parent ++ [ part ];
    in
    if all isAttrs values then
      mergeSets location definitions values
    else if all isList values then
      mergeLists location definitions
    else
      mergeLeaves location definitions;

  mergeLeaves =
    location: definitions:
    let
      inherit (head definitions) file value;
    in
    if any (definition: familyOf definition.value != familyOf value) definitions then
      conflict "definitions of different types" location definitions
    else if all (definition: definition.value == value) definitions then
      finishLeaf (checkLeaf location file value)
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

  # One definition, which is no property itself but may hold some. Most of a
  # release goes through here, so that it is written for speed: a location is
  # only made where something needs it, and builtins look through values, not
  # functions.
  walk =
    parent: file: part: value:
    if isDone value then
      value
    else if isAttrs value then
      let
        location = parent ++ [ part ];
      in
      if value ? type && isDerivation value then
        refuseDerivation location file value
      else if holdsProperty (attrValues value) then
        mergeSets location [ { inherit file value; } ] [ value ]
      else
        finishSet (mapAttrs (walk location file) value)
    else if isList value then
      walkList (parent ++ [ part ]) file value
    else
      finishLeaf (checkLeaf (parent ++ [ part ]) file value);

  mergeSets =
    location: definitions: values:
    if catAttrs "type" values != [ ] && any isDerivation values then
      refuseDerivations location definitions
    else if holdsProperty (concatMap attrValues values) then
      finishSet (mergeProperties location definitions)
    else
      finishSet (zipAttrsWith (mergeAttribute location definitions) values);

  refuseDerivations =
    location: definitions:
    let
      derivation = head (filter (definition: isDerivation definition.value) definitions);
    in
    refuseDerivation location derivation.file derivation.value;

  # Attributes of which some are properties: disabled ones are left out.
  mergeProperties =
    location: definitions:
    let
      settled = zipAttrsWith (name: settle (location ++ [ name ])) (map definitionsBelow definitions);
      disabled = filter (name: settled.${name} == [ ]) (attrNames settled);
    in
    mapAttrs (merge location) (removeAttrs settled disabled);

  definitionsBelow = { file, value, ... }: mapAttrs (_: value: { inherit file value; }) value;

  # One attribute, which is no property in any definition.
  mergeAttribute =
    location: definitions: name: values:
    if length values != 1 then
      mergeValues location name (definitionsOf name definitions) values
    else if isDone (head values) then
      head values
    else
      walk location (head (definitionsOf name definitions)).file name (head values);

  definitionsOf =
    name: definitions:
    map (definition: {
      inherit (definition) file;
      value = definition.value.${name};
    }) (filter (definition: definition.value ? ${name}) definitions);
in
/*
  From a location (see ../places.nix) and at least one settled definition
  { file; value; } to the value that they stand for. Throws on conflicts and
  on what JSON cannot hold.
*/
location:
let
  depth = length location - 1;
in
merge (genList (elemAt location) depth) (elemAt location depth)
