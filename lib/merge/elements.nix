# How the elements of a list are told apart: by the fields of keys.nix, else
# by `name` where names are unique within each definition.
#
# An element is { definition; index; location; settled; } (see pair-elements.nix).
let
  inherit (builtins)
    all
    attrNames
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

  fieldOf = element: path: peek element.location path element.settled;

  # The values by which elements are told apart, and how messages show them.
  addKey =
    fields: element:
    let
      given = map (fieldOf element) fields.required;
      values = if fields.optional == { } then given else given ++ defaulted fields.optional element;
    in
    element
    // {
      hasKey = all isScalar given;
      key = unsafeDiscardStringContext (toJSON values);
      label = labelOf fields values;
    };

  defaulted =
    optional: element:
    map (
      name:
      let
        value = fieldOf element [ name ];
      in
      if value == null then optional.${name} else value
    ) (attrNames optional);

  labelOf =
    { required, optional }:
    values:
    let
      names = map (concatStringsSep ".") required ++ attrNames optional;
      known = filter (index: elemAt values index != null) (genList (index: index) (length values));
      show =
        index:
        let
          name = elemAt names index;
          value = elemAt values index;
        in
        "${if name == "" then "" else "${name}="}${if isString value then value else toJSON value}";
    in
    concatStringsSep "," (map show known);

  groupByKey = groupBy (element: element.key);

  hasUniqueKeys = elements: length (attrNames (groupByKey elements)) == length elements;

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
    if hasUniqueKeys elements then
      elements
    else if unequal == [ ] then
      filter isFirst elements
    else
      throw "${showPlace location}${showFiles [ twin.definition.file ]} has two different elements with ${twin.label} in one definition, and cannot be merged with another definition: Kubernetes tells them apart by these fields. Remove one, or write `lib.mkForce` before the list that should win.";
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
      hasKeys = all (all (element: element.hasKey));
      fitting = filter hasKeys (map keyedBy known);
      named = keyedBy byName;
    in
    if fitting != [ ] then
      concatLists (map (dropTwins location) (head fitting))
    else if hasKeys named && all hasUniqueKeys named then
      concatLists named
    else
      null;
}
