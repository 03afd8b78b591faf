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

  hasKey = { required, ... }: element: all (path: isScalar (fieldOf element path)) required;

  addKey =
    { required, optional }:
    element:
    let
      given = map (path: {
        name = concatStringsSep "." path;
        value = fieldOf element path;
      }) required;
      defaulted = map (
        name:
        let
          value = fieldOf element [ name ];
        in
        {
          inherit name;
          value = if value == null then optional.${name} else value;
        }
      ) (attrNames optional);
      fields = given ++ defaulted;
      show =
        { name, value }:
        "${if name == "" then "" else "${name}="}${if isString value then value else toJSON value}";
    in
    element
    // {
      key = unsafeDiscardStringContext (toJSON (map (field: field.value) fields));
      label = concatStringsSep "," (map show (filter (field: field.value != null) fields));
    };

  groupByKey = groupBy (element: element.key);

  hasUniqueKeys = elements: all (twins: length twins == 1) (attrValues (groupByKey elements));

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
    if unequal == [ ] then
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
      fitting = filter (fields: all (all (hasKey fields)) groups) known;
      keyedBy = fields: map (map (addKey fields)) groups;
    in
    if fitting != [ ] then
      concatLists (map (dropTwins location) (keyedBy (head fitting)))
    else if all (all (hasKey byName)) groups && all hasUniqueKeys (keyedBy byName) then
      concatLists (keyedBy byName)
    else
      null;
}
