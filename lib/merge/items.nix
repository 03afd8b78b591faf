# List items of one identity: equal ones are one. Unequal ones do not merge, as
# those of attribute sets do: they may be meant as two objects.
#
# An entry is a definition, with `item` where it comes from a list: [ number of
# the definition, index ]. One item has several entries where it is a mkMerge.
let
  inherit (builtins)
    attrNames
    attrValues
    concatStringsSep
    elemAt
    filter
    groupBy
    head
    isAttrs
    length
    tail
    toJSON
    ;
  inherit (import ../places.nix) showPlace;
  equal = import ./equal.nix;

  valuesOf = map (entry: entry.value);

  isAnother = first: entry: entry ? item && entry.item != first.item;

  # The fields in which two items differ, where that can be said.
  difference =
    a: b:
    let
      names = filter (name: !(a ? ${name} && b ? ${name} && equal a.${name} b.${name})) (
        attrNames (a // b)
      );
    in
    if isAttrs a && isAttrs b && names != [ ] then " They differ in ${concatStringsSep " and " names}." else "";

  refuse =
    location: first: second:
    let
      place = showPlace location;
      show = entry: "\n- in ${entry.file}, item ${toString (elemAt entry.item 1)}";
    in
    throw "${place} is defined by two list items that are not the same:${show first}${show second}\nList items do not merge.${difference first.value second.value} Keep one of them, and change it from another module in an attribute set: `${place}.FIELD = …;`.";
in
# From a location and settled entries to those that remain, or an error.
location: entries:
let
  items = attrValues (groupBy (entry: toJSON entry.item) (filter (entry: entry ? item) entries));
  first = head items;
  unequal = filter (item: !equal (valuesOf item) (valuesOf first)) (tail items);
in
if tail entries == [ ] || length items < 2 then
  entries
else if unequal == [ ] then
  filter (entry: !isAnother (head first) entry) entries
else
  refuse location (head first) (head (head unequal))
