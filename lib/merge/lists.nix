# Lists: one definition keeps what it has; the elements of several are told
# apart by their keys and merged, or else stand one after the other.
{ merge, walk }:
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
    ;
  inherit (import ./elements.nix) addKeys;
  inherit (import ./properties.nix) elementOrder isProperty settle;

  # The elements of one list definition that are not disabled.
  elementsOf =
    { file, value, ... }:
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

  # mkBefore and mkAfter on single elements.
  inOrder =
    elements:
    if any (element: isProperty element.raw) elements then
      sort (a: b: elementOrder a.raw < elementOrder b.raw) elements
    else
      elements;

  concatenate =
    location: elements:
    map (element: merge (location ++ [ element.index ]) element.settled) (inOrder elements);

  # Elements of one key become definitions of one element, where it stood first.
  mergeKeyed =
    location: keyed:
    let
      numbered = genList (id: elemAt keyed id // { inherit id; }) (length keyed);
      byKey = groupBy (element: element.key) numbered;
      isFirst = element: (head byKey.${element.key}).id == element.id;
      definitionsOf =
        element:
        settle (
          map (twin: {
            inherit (twin) file;
            value = twin.raw;
          }) byKey.${element.key}
        );
    in
    map (element: merge (location ++ [ { inherit (element) label; } ]) (definitionsOf element)) (
      inOrder (filter isFirst numbered)
    );
in
{
  walkList =
    location: file: value:
    if any isProperty value then
      concatenate location (elementsOf { inherit file value; })
    else
      genList (index: walk (location ++ [ index ]) file (elemAt value index)) (length value);

  mergeLists =
    location: definitions:
    let
      first = head definitions;
      groups = map elementsOf definitions;
      keyed = addKeys location groups;
    in
    if all (definition: definition.value == first.value) definitions then
      walk location first.file first.value
    else if keyed == null then
      concatenate location (concatLists groups)
    else
      mergeKeyed location keyed;
}
