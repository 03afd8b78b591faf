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
    isAttrs
    length
    sort
    tail
    ;
  inherit (import ./elements.nix) addKeys;
  inherit (import ./properties.nix) elementOrder isProperty settle;
  inherit (import ./removal.nix)
    isDirective
    isRemoved
    refuseRemoval
    removes
    ;
  equal = import ./equal.nix;

  # The elements of one list definition that are not disabled.
  elementsOf =
    location:
    { file, value, ... }:
    filter (element: element.settled != [ ]) (
      genList (
        index:
        let
          raw = elemAt value index;
          place = location ++ [ index ];
        in
        {
          inherit file index raw;
          location = place;
          settled = settle place [
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
    elements:
    map (element: merge element.location (map (refuseRemoval element.location) element.settled)) (
      inOrder elements
    );

  # Elements of one key become definitions of one element, where it stood first.
  mergeKeyed =
    location: keyed:
    let
      numbered = genList (id: elemAt keyed id // { inherit id; }) (length keyed);
      byKey = groupBy (element: element.key) numbered;
      isFirst = element: (head byKey.${element.key}).id == element.id;
      whole =
        element:
        let
          place = location ++ [ { inherit (element) label; } ];
          twins = byKey.${element.key};
        in
        element
        // {
          location = place;
          settled =
            if tail twins == [ ] then
              element.settled
            else
              settle place (
                map (twin: {
                  inherit (twin) file;
                  value = twin.raw;
                }) twins
              );
        };
    in
    map (element: merge element.location element.settled) (
      withoutRemoved numbered (map whole (inOrder (filter isFirst numbered)))
    );

  # From all elements, and those of one key as one, to the latter that stay.
  withoutRemoved =
    single: elements:
    let
      others = filter (element: !isRemoved element.settled) single;
      stays = element: !(isRemoved element.settled && removes others element);
    in
    if any (element: isRemoved element.settled) single then filter stays elements else elements;
in
{
  walkList =
    location: file: value:
    if any (element: isAttrs element && (isProperty element || isDirective element)) value then
      concatenate (elementsOf location { inherit file value; })
    else
      genList (index: walk (location ++ [ index ]) file (elemAt value index)) (length value);

  mergeLists =
    location: definitions:
    let
      first = head definitions;
      groups = map (elementsOf location) definitions;
      keyed = addKeys location groups;
    in
    if all (definition: equal definition.value first.value) (tail definitions) then
      walk location first.file first.value
    else if keyed == null then
      concatenate (concatLists groups)
    else
      mergeKeyed location keyed;
}
