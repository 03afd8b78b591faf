# Merges what nobody declares: sets at any depth, lists one after the other,
# and all else where it is equal.
#
# Lazy, as the options of NixOS are: the names of a set are known before any
# condition or value is looked at, so that a module can depend on what another
# one defines beside it.
{ lib }:
let
  inherit (builtins)
    all
    any
    concatMap
    head
    isAttrs
    isList
    mapAttrs
    tail
    zipAttrsWith
    ;
  inherit (lib) mkIf showOption types;
  inherit (import ../merge/properties.nix) isProperty settle;

  merge =
    location: definitions:
    let
      contents = concatMap (definition: contentsOf definition.value) definitions;
    in
    if contents != [ ] && all isSet contents && !any (definition: isOrdered definition.value) definitions then
      mergeSets location (concatMap pushDown definitions)
    else
      mergeSettled location definitions (settle location definitions);

  # What stands inside of mkIf and mkMerge, whether it holds or not.
  contentsOf =
    value:
    if !isProperty value then
      [ value ]
    else if value._type == "merge" then
      concatMap contentsOf value.contents
    else
      contentsOf value.content;

  # Whether conditions are not all that decides.
  isOrdered =
    value:
    isProperty value
    && (
      if value._type == "merge" then
        any isOrdered value.contents
      else
        value._type != "if" || isOrdered value.content
    );

  # Sets that stand for strings, such as packages, are one value.
  isSet = value: isAttrs value && !(value ? outPath || value ? __toString || value ? __functor);

  # A definition of a set as definitions without a property at the top.
  pushDown =
    { file, value, ... }:
    let
      within = content: pushDown { inherit file; value = content; };
      conditional = definition: {
        inherit file;
        value = mapAttrs (_: mkIf value.condition) definition.value;
      };
    in
    if !isProperty value then
      [ { inherit file value; } ]
    else if value._type == "merge" then
      concatMap within value.contents
    else
      map conditional (within value.content);

  mergeSets =
    location: definitions:
    mapAttrs (name: merge (location ++ [ name ])) (
      zipAttrsWith (_: values: values) (
        map ({ file, value, ... }: mapAttrs (_: value: { inherit file value; }) value) definitions
      )
    );

  mergeSettled =
    location: definitions: settled:
    if settled == [ ] then
      throw "The option `${showOption location}' was accessed but has no value: no definition of it holds (in ${(head definitions).file}). Only NixOS knows its default: define it, or use --evaluator nixos with a full nixpkgs."
    else if all (definition: isSet definition.value) settled then
      mergeSets location settled
    else if all (definition: isList definition.value) settled then
      (types.listOf types.anything).merge location settled
    else if tail settled == [ ] then
      (head settled).value
    else
      types.anything.merge location settled;
in
merge
