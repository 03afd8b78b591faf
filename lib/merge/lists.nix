# Merges lists element by element, as pair-elements.nix pairs them.
{ merge, walk }:
let
  inherit (builtins)
    elemAt
    genList
    head
    length
    ;
  inherit (import ./pair-elements.nix) areEqual pairElements;
  inherit (import ./properties.nix) holdsProperty;
  inherit (import ./removal.nix) holdsDirective;

  mergeElements =
    location: definitions:
    map (element: merge location element.part element.settled) (pairElements location definitions);

  walkList =
    location: file: value:
    if holdsProperty value || holdsDirective value then
      mergeElements location [ { inherit file value; } ]
    else
      genList (index: walk location file index (elemAt value index)) (length value);

  mergeLists =
    location: definitions:
    let
      inherit (head definitions) file value;
    in
    if areEqual definitions then
      walkList location file value
    else
      mergeElements location definitions;
in
{
  inherit mergeLists walkList;
}
