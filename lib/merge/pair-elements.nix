# The elements of a list: one definition keeps what it has; the elements of
# several are told apart by their keys and become definitions of one element,
# or else stand one after the other.
let
  inherit (builtins)
    all
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

  # The elements of one list definition that are not disabled.
  elementsOf =
    definition:
    let
      elements = genList (elementOf definition) (length definition.value);
    in
    if holdsProperty definition.value then
      filter (element: element.settled != [ ]) elements
    else
      elements;

  elementOf =
    definition: index:
    let
      raw = elemAt definition.value index;
      element = definition // {
        value = raw;
      };
    in
    {
      inherit (definition) file;
      inherit index raw;
      definition = element;
      settled = settle [ element ];
    };

  # mkBefore and mkAfter on single elements.
  inOrder =
    elements:
    if holdsProperty (map (element: element.raw) elements) then
      sort (a: b: elementOrder a.raw < elementOrder b.raw) elements
    else
      elements;

  byIndex =
    elements:
    map (element: {
      part = element.index;
      inherit (element) settled;
    }) (inOrder elements);

  # Elements of one key become definitions of one element, where it stood first.
  byKey =
    keyed:
    let
      numbered = genList (id: elemAt keyed id // { inherit id; }) (length keyed);
      twinsOf = groupBy (element: element.key) numbered;
      isFirst = element: (head twinsOf.${element.key}).id == element.id;
    in
    map (element: {
      part = { inherit (element) label; };
      settled = settle (map (twin: twin.definition) twinsOf.${element.key});
    }) (inOrder (filter isFirst numbered));

  areEqual =
    definitions: all (definition: definition.value == (head definitions).value) (tail definitions);

  /*
    The elements of the merged list in their order, each as the part that it
    adds to the location, and its settled definitions.
  */
  pairElements =
    location: definitions:
    let
      groups = map elementsOf definitions;
      keyed = addKeys location groups;
    in
    if areEqual definitions then
      byIndex (head groups)
    else if keyed == null then
      byIndex (concatLists groups)
    else
      byKey keyed;
in
{
  inherit areEqual pairElements;
}
