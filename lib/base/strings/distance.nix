# How far apart two strings are: the number of characters to insert, delete or replace.
{ lib }:

let
  inherit (builtins)
    elemAt
    genList
    length
    stringLength
    substring
    ;
  inherit (lib)
    foldl'
    last
    min
    range
    stringToCharacters
    ;
  inherit (lib.strings) commonPrefixLength commonSuffixLength;

  # One row of the table of distances between all prefixes, from the row above.
  nextRow =
    b: above: characterA:
    foldl'
      (
        row: column:
        let
          replaced = elemAt above (column - 1) + (if elemAt b (column - 1) == characterA then 0 else 1);
          deleted = elemAt above column + 1;
          inserted = last row + 1;
        in
        row ++ [ (min replaced (min deleted inserted)) ]
      )
      [ (builtins.head above + 1) ]
      (range 1 (length b));
in
rec {
  levenshtein =
    a: b:
    let
      charactersB = stringToCharacters b;
      firstRow = genList (column: column) (stringLength b + 1);
    in
    last (foldl' (nextRow charactersB) firstRow (stringToCharacters a));

  # levenshteinAtMost :: int -> string -> string -> bool : skips what both begin and end with.
  levenshteinAtMost =
    limit: a: b:
    let
      lengthA = stringLength a;
      lengthB = stringLength b;
      difference = if lengthA < lengthB then lengthB - lengthA else lengthA - lengthB;
      start = commonPrefixLength a b;
      end = min (commonSuffixLength a b) (min lengthA lengthB - start);
      middle = text: substring start (stringLength text - start - end) text;
    in
    if limit <= 0 then
      a == b
    else
      difference <= limit && levenshtein (middle a) (middle b) <= limit;
}
