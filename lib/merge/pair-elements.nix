# The elements of a list: one definition keeps what it has; the elements of
# several are told apart by their keys and become definitions of one element,
# or else stand one after the other.
let
  inherit (builtins)
    all
    any
    concatLists
    elemAt
    filter
    genList
    groupBy
    head
    length
    sort
    tail
    ;
  inherit (import ./elements.nix) addKeys;
  inherit (import ./properties.nix)
    elementOrder
    holdsProperty
    settle
    ;
  inherit (import ./removal.nix) isRemoved refuseRemoval removes;
  equal = import ./equal.nix;

  # The elements of one list definition that are not disabled.
  elementsOf =
    location: definition:
    let
      elements = genList (elementOf location definition) (length definition.value);
    in
    if holdsProperty definition.value then
      filter (element: element.settled != [ ]) elements
    else
      elements;

  elementOf =
    parent: list: index:
    let
      location = parent ++ [ index ];
      definition = list // {
        value = elemAt list.value index;
      };
    in
    {
      inherit definition index location;
      settled = settle location [ definition ];
    };

  # mkBefore and mkAfter on single elements.
  inOrder =
    elements:
    let
      raw = element: element.definition.value;
    in
    if holdsProperty (map raw elements) then
      sort (a: b: elementOrder (raw a) < elementOrder (raw b)) elements
    else
      elements;

  byIndex =
    elements:
    map (element: {
      part = element.index;
      settled = map (refuseRemoval element.location) element.settled;
    }) (inOrder elements);

  # Elements of one key become definitions of one element, where it stood first.
  byKey =
    location: keyed:
    let
      numbered = genList (id: elemAt keyed id // { inherit id; }) (length keyed);
      twinsOf = groupBy (element: element.key) numbered;
      isFirst = element: (head twinsOf.${element.key}).id == element.id;
      whole =
        element:
        let
          part = { inherit (element) label; };
          place = location ++ [ part ];
        in
        element
        // {
          inherit part;
          location = place;
          settled = settle place (map (twin: twin.definition) twinsOf.${element.key});
        };
    in
    withoutRemoved numbered (map whole (inOrder (filter isFirst numbered)));

  # From all elements, and those of one key as one, to the latter that stay.
  withoutRemoved =
    single: elements:
    let
      others = filter (element: !isRemoved element.settled) single;
      stays = element: !(isRemoved element.settled && removes others element);
    in
    if any (element: isRemoved element.settled) single then filter stays elements else elements;

  areEqual =
    definitions: all (definition: equal definition.value (head definitions).value) (tail definitions);

  /*
    The elements of the merged list in their order, each as the `part` that it
    adds to the location, and its `settled` definitions.
  */
  pairElements =
    location: definitions:
    let
      groups = map (elementsOf location) definitions;
      keyed = addKeys location groups;
    in
    if areEqual definitions then
      byIndex (head groups)
    else if keyed == null then
      byIndex (concatLists groups)
    else
      byKey location keyed;
in
{
  inherit areEqual pairElements;
}
