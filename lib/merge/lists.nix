# Merges lists element by element, as pair-elements.nix pairs them.
{ merge, walk }:
let
  inherit (builtins)
    any
    elemAt
    genList
    head
    length
    ;
  inherit (import ./pair-elements.nix) areEqual pairElements;
  inherit (import ./properties.nix) isProperty;

  mergeElements =
    location: definitions:
    map (element: merge (location ++ [ element.part ]) element.settled) (
      pairElements location definitions
    );
in
{
  walkList =
    location: file: value:
    if any isProperty value then
      mergeElements location [ { inherit file value; } ]
    else
      genList (index: walk (location ++ [ index ]) file (elemAt value index)) (length value);

  mergeLists =
    location: definitions:
    let
      first = head definitions;
    in
    if areEqual definitions then
      walk location first.file first.value
    else
      mergeElements location definitions;
}
