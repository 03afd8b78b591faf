# Deep merge of the definitions of one manifest.
#
# A single definition is walked once and keeps its order and its duplicates.
# Several merge attribute by attribute; lists by the keys of merge-keys.nix,
# else by `name` where names are unique within each definition, else one
# after the other. Unequal leaves are a conflict.
{
  leaves,
  mergeKeys,
  places,
  properties,
}:
let
  inherit (builtins)
    all
    any
    attrNames
    attrValues
    concatLists
    concatMap
    concatStringsSep
    elem
    elemAt
    filter
    genList
    groupBy
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    mapAttrs
    removeAttrs
    sort
    tail
    toJSON
    typeOf
    unsafeDiscardStringContext
    zipAttrsWith
    ;
  inherit (leaves) checkLeaf isDerivation refuseDerivation;
  inherit (places)
    showDefinitions
    showFiles
    showKind
    showPlace
    ;
  inherit (properties)
    elementOrder
    isProperty
    peek
    settle
    ;

  # Settled definitions, at least one, to the value they stand for.
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
      if any isProperty value then
        map (element: merge (location ++ [ element.index ]) element.settled) (
          inOrder (elementsOf { inherit file value; })
        )
      else
        genList (index: walk (location ++ [ index ]) file (elemAt value index)) (length value)
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
      settled = zipAttrsWith (_: settle) (
        map (
          definition:
          mapAttrs (_: value: {
            inherit (definition) file;
            inherit value;
          }) definition.value
        ) definitions
      );
      disabled = filter (name: settled.${name} == [ ]) (attrNames settled);
    in
    mapAttrs (name: merge (location ++ [ name ])) (removeAttrs settled disabled);

  # The elements of one list definition that are not disabled.
  elementsOf =
    { file, value }:
    filter (element: element.settled != [ ]) (
      genList (
        index:
        let
          raw = elemAt value index;
        in
        {
          inherit file index raw;
          settled = settle [
            {
              inherit file;
              value = raw;
            }
          ];
        }
      ) (length value)
    );

  inOrder =
    elements:
    if any (element: isProperty element.raw) elements then
      sort (a: b: elementOrder a.raw < elementOrder b.raw) elements
    else
      elements;

  mergeLists =
    location: definitions:
    let
      first = head definitions;
      groups = map elementsOf definitions;
      keyed = findKeys location groups;
    in
    if all (definition: definition.value == first.value) definitions then
      walk location first.file first.value
    else if keyed == null then
      map (element: merge (location ++ [ element.index ]) element.settled) (inOrder (concatLists groups))
    else
      mergeKeyed location keyed;

  # Elements of one key become definitions of one element, where it stood first.
  mergeKeyed =
    location: keyed:
    let
      byKey = groupBy (element: element.key) keyed;
      isFirst = element: (head byKey.${element.key}).id == element.id;
      mergeElement =
        element:
        merge (location ++ [ { inherit (element) label; } ]) (
          settle (
            map (twin: {
              inherit (twin) file;
              value = twin.raw;
            }) byKey.${element.key}
          )
        );
    in
    map mergeElement (inOrder (filter isFirst keyed));

  /*
    All elements of all definitions, each with its key, or null where the
    elements of this list cannot be told apart.
  */
  findKeys =
    location: groups:
    let
      field = elemAt location (length location - 1);
      known = if isString field then mergeKeys.${field} or [ ] else [ ];
      fitting = filter (alternative: all (all (hasKey alternative)) groups) known;
      name = {
        required = [ [ "name" ] ];
        optional = { };
      };
      withKeys = alternative: map (map (addKey alternative)) groups;
    in
    if fitting != [ ] then
      numbered (map (dropTwins location) (withKeys (head fitting)))
    else if all (all (hasKey name)) groups && all hasUniqueKeys (withKeys name) then
      numbered (withKeys name)
    else
      null;

  isScalar = value: isString value || isInt value || isBool value;

  hasKey =
    { required, ... }:
    element:
    all (definition: isAttrs definition.value) element.settled
    && all (path: isScalar (peek path element.settled)) required;

  addKey =
    { required, optional }:
    element:
    let
      given = map (path: {
        name = concatStringsSep "." path;
        value = peek path element.settled;
      }) required;
      defaulted = map (
        name:
        let
          value = peek [ name ] element.settled;
        in
        {
          inherit name;
          value = if value == null then optional.${name} else value;
        }
      ) (attrNames optional);
      fields = given ++ defaulted;
    in
    element
    // {
      key = unsafeDiscardStringContext (toJSON (map (part: part.value) fields));
      label = concatStringsSep "," (
        map (part: "${part.name}=${if isString part.value then part.value else toJSON part.value}") (
          filter (part: part.value != null) fields
        )
      );
    };

  hasUniqueKeys = elements: all (twins: length twins == 1) (attrValues (groupBy (e: e.key) elements));

  # Within one definition, equal twins collapse and unequal ones are a mistake.
  dropTwins =
    location: elements:
    let
      byKey = groupBy (element: element.key) elements;
      isFirst = element: (head byKey.${element.key}).index == element.index;
      differs = element: element.raw != (head byKey.${element.key}).raw;
      unequal = filter differs elements;
      twin = head unequal;
    in
    if unequal == [ ] then
      filter isFirst elements
    else
      throw "${showPlace location}${showFiles [ twin.file ]} has two different elements with ${twin.label} in one definition, and cannot be merged with another definition: Kubernetes tells them apart by these fields. Remove one, or write `lib.mkForce` before the list that should win.";

  numbered =
    groups:
    let
      elements = concatLists groups;
    in
    genList (id: elemAt elements id // { inherit id; }) (length elements);
in
merge
