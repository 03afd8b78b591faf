# How the elements of a list are told apart: by the fields of keys.nix, else
# by `name` where names are unique within each definition.
#
# An element is { file; index; raw; settled; … } (see pair-elements.nix).
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
    isAttrs
    isBool
    isInt
    isString
    length
    toJSON
    unsafeDiscardStringContext
    ;
  inherit (import ./properties.nix) peek;
  inherit (import ../places.nix) showFiles showPlace;

  fieldsOfList = import ./keys.nix;

  byName = {
    required = [ [ "name" ] ];
    optional = { };
  };

  isScalar = value: isString value || isInt value || isBool value;

  # The values by which elements are told apart, and how messages show them.
  addKey =
    { required, optional }:
    element:
    let
      valueOf =
        name:
        let
          value = peek [ name ] element.settled;
        in
        if value == null then optional.${name} else value;
      names = map (concatStringsSep ".") required ++ attrNames optional;
      given = map (path: peek path element.settled) required;
      values = given ++ map valueOf (attrNames optional);
      show =
        index:
        let
          value = elemAt values index;
        in
        "${elemAt names index}=${if isString value then value else toJSON value}";
      shown = filter (index: elemAt values index != null) (genList (index: index) (length values));
    in
    element
    // {
      hasKey = all (definition: isAttrs definition.value) element.settled && all isScalar given;
      key = unsafeDiscardStringContext (toJSON values);
      label = concatStringsSep "," (map show shown);
    };

  groupByKey = groupBy (element: element.key);

  hasUniqueKeys = elements: length (attrNames (groupByKey elements)) == length elements;

  # Within one definition, equal twins collapse and unequal ones are a mistake.
  dropTwins =
    location: elements:
    let
      byKey = groupByKey elements;
      firstOf = element: head byKey.${element.key};
      unequal = filter (element: element.raw != (firstOf element).raw) elements;
      twin = head unequal;
    in
    if hasUniqueKeys elements then
      elements
    else if unequal == [ ] then
      filter (element: element.index == (firstOf element).index) elements
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
