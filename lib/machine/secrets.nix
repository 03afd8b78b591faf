# The groups of secrets of a machine, sorted: what is said about a group in several places is one.
{ lib }:
let
  inherit (builtins) attrValues groupBy;
  inherit (lib)
    concatMap
    foldl'
    sort
    unique
    ;

  byName = sort (a: b: a.name < b.name);
  byGroup = sort (a: b: a.group < b.group);

  # Of a key that is declared twice the first counts, which is the service's.
  keysOf =
    groups: byName (map builtins.head (attrValues (groupBy (key: key.name) (concatMap (group: group.keys) groups))));

  join =
    groups:
    foldl' (all: group: group // all) { } groups
    // {
      keys = keysOf groups;
      prefixes = unique (concatMap (group: group.prefixes) groups);
      reserved = concatMap (group: group.reserved or [ ]) groups;
      units = unique (concatMap (group: group.units) groups);
    };
in
groups: byGroup (map join (attrValues (groupBy (group: group.group) groups)))
