# Finds what a misspelt name was meant to be.
let
  inherit (builtins)
    concatMap
    filter
    head
    replaceStrings
    stringLength
    substring
    ;

  letters = text: map (index: substring index 1 text) (builtins.genList (index: index) (stringLength text));
  lower = replaceStrings (letters "ABCDEFGHIJKLMNOPQRSTUVWXYZ") (letters "abcdefghijklmnopqrstuvwxyz");

  drop = count: text: substring count (stringLength text) text;

  # Whether so many insertions, deletions, replacements and swaps of
  # neighbours make a into b.
  within =
    edits: a: b:
    if a == "" || b == "" then
      stringLength a + stringLength b <= edits
    else if substring 0 1 a == substring 0 1 b then
      within edits (drop 1 a) (drop 1 b)
    else
      edits > 0
      && (
        within (edits - 1) (drop 1 a) (drop 1 b)
        || within (edits - 1) (drop 1 a) b
        || within (edits - 1) a (drop 1 b)
        || isSwapped a b && within (edits - 1) (drop 2 a) (drop 2 b)
      );

  isSwapped =
    a: b:
    substring 0 1 a == substring 1 1 b && substring 1 1 a == substring 0 1 b && substring 1 1 b != "";

  # Short names are near to too many others.
  mostEdits =
    name:
    if stringLength name < 4 then
      0
    else if stringLength name < 6 then
      1
    else
      2;
in
# The nearest of the candidates, or null where none is near.
name: candidates:
let
  near = concatMap (edits: filter (within edits (lower name)) candidates) (
    builtins.genList (edits: edits) (mostEdits name + 1)
  );
in
if near == [ ] then null else head near
