# How the elements of a list are told apart: by the fields of keys.nix, else
# by `name` where names are unique within each definition.
#
# An element is { file; index; location; raw; settled; } (see lists.nix).
let
  inherit (builtins)
    all
    attrNames
    attrValues
    concatLists
    concatStringsSep
    elemAt
    filter
    genList
    groupBy
    head
    isBool
    isInt
    isString
    length
    tail
    toJSON
    unsafeDiscardStringContext
    ;
  inherit (import ./properties.nix) peek;
  equal = import ./equal.nix;
  inherit (import ../places.nix) showFiles showPlace;

  fieldsOfList = import ./keys.nix;

  byName = {
    required = [ [ "name" ] ];
    optional = { };
  };

  isScalar = value: isString value || isInt value || isBool value;

  # Adds the key of an element; `hasKey` says whether all required fields are there.
  addKey =
    { required, optional }:
    let
      defaulted = attrNames optional;
      names = map (concatStringsSep ".") required ++ defaulted;
    in
    element:
    let
      valueOf = path: peek element.location path element.settled;
      valueOrDefault =
        name:
        let
          value = valueOf [ name ];
        in
        if value == null then optional.${name} else value;
      given = map valueOf required;
      values = given ++ map valueOrDefault defaulted;
    in
    element
    // {
      hasKey = all isScalar given;
      key = unsafeDiscardStringContext (toJSON values);
      label = showKey names values;
    };

  # Such as "containerPort=53,protocol=TCP", without what is null.
  showKey =
    names: values:
    let
      show =
        index:
        let
          name = elemAt names index;
          value = elemAt values index;
        in
        "${if name == "" then "" else "${name}="}${if isString value then value else toJSON value}";
      said = filter (index: elemAt values index != null) (genList (index: index) (length names));
    in
    concatStringsSep "," (map show said);

  groupByKey = groupBy (element: element.key);

  isUnique = byKey: all (twins: tail twins == [ ]) (attrValues byKey);

  hasUniqueKeys = elements: isUnique (groupByKey elements);

  valuesOf = element: map (definition: definition.value) element.settled;

  # Within one definition, equal twins collapse and unequal ones are a mistake.
  dropTwins =
    location: elements:
    let
      byKey = groupByKey elements;
      firstOf = element: head byKey.${element.key};
      isFirst = element: element.index == (firstOf element).index;
      unequal = filter (
        element: !isFirst element && !equal (valuesOf element) (valuesOf (firstOf element))
      ) elements;
      twin = head unequal;
    in
    if isUnique byKey then
      elements
    else if unequal == [ ] then
      filter isFirst elements
    else
      throw "${showPlace location}${showFiles [ twin.file ]} has two different elements with ${twin.label} in one definition, and cannot be merged with another definition: Kubernetes tells them apart by these fields. Remove one, or write `lib.mkForce` before the list that should win.";
in
{
  /*
    From a location and the elements of each definition to all elements, each
    with `key` and `label`; null where they cannot be told apart.
  */
  addKeys =
    location: groups:
    let
      field = elemAt location (length location - 1);
      known = if isString field then fieldsOfList.${field} or [ ] else [ ];
      keyedBy = fields: map (map (addKey fields)) groups;
      areKeyed = all (all (element: element.hasKey));
      fitting = filter areKeyed (map keyedBy known);
      named = keyedBy byName;
    in
    if fitting != [ ] then
      concatLists (map (dropTwins location) (head fitting))
    else if areKeyed named && all hasUniqueKeys named then
      concatLists named
    else
      null;
}
