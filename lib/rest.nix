# The type of what the `modules` evaluator does not declare: anything, except
# a name that looks like a misspelt or forgotten `kubernixos`. A typo would
# otherwise be a release without manifests.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    isAttrs
    stringLength
    substring
    ;
  inherit (lib) mkOptionType toLower types;

  open = types.lazyAttrsOf types.anything;

  rest = text: substring 1 (stringLength text) text;

  # Whether so many insertions, deletions and replacements make a into b.
  within =
    edits: a: b:
    if a == "" || b == "" then
      stringLength a + stringLength b <= edits
    else if substring 0 1 a == substring 0 1 b then
      within edits (rest a) (rest b)
    else
      edits > 0
      && (
        within (edits - 1) (rest a) (rest b) || within (edits - 1) (rest a) b || within (edits - 1) a (rest b)
      );

  isNearMiss =
    name: within 2 (toLower name) "kubernixos" || substring 0 4 (toLower name) == "kube";

  suggest =
    name:
    if isNearMiss name then
      "kubernixos"
    else if name == "manifests" then
      "kubernixos.manifests"
    else
      null;

  nearMisses =
    definitions:
    concatMap (
      definition:
      map (name: {
        inherit name;
        inherit (definition) file;
      }) (filter (name: suggest name != null) (attrNames definition.value))
    ) definitions;
in
mkOptionType {
  name = "rest";
  description = "options that only NixOS declares";
  check = isAttrs;
  emptyValue.value = { };
  merge =
    location: definitions:
    let
      misses = nearMisses definitions;
      miss = head misses;
    in
    if misses == [ ] then
      open.merge location definitions
    else
      throw "The option `${miss.name}' (in ${miss.file}) does not exist. Did you mean `${suggest miss.name}'?";
}
