# What the files of this folder share.
{ lib, ... }:

let
  inherit (builtins)
    all
    elem
    filter
    ;
  inherit (lib) types;
  inherit (lib.options) showDefs;
in
rec {
  # A type's description, in parentheses unless its class is one of `classes`.
  phrase =
    classes: type:
    if elem (type.descriptionClass or null) classes then
      type.description
    else
      "(${type.description})";

  # A functor for types with one type inside, merged by merging that one.
  elemTypeFunctor = name: payload: {
    inherit name payload;
    type = types.${name};
    binOp =
      left: right:
      let
        merged = left.elemType.typeMerge right.elemType.functor;
      in
      if merged == null then null else { elemType = merged; };
  };

  # null, or { message; } about the definitions that are not of the type.
  checkDefinitions =
    check: definitions:
    let
      invalid = filter (definition: !check definition.value) definitions;
    in
    if all (definition: check definition.value) definitions then
      null
    else
      { message = "Definition values: ${showDefs invalid}"; };

  # A check that belongs to a `merge.v2`.
  coherentCheck = check: {
    __functor = _: check;
    isV2MergeCoherent = true;
  };

  # A merge function with the one-step form `v2`.
  checkingMerge = v2: {
    __functor =
      self: loc: defs:
      (self.v2 { inherit loc defs; }).value;
    inherit v2;
  };

  # Runs any type in the one-step form.
  checkAndMerge =
    type:
    { loc, defs }@definitions:
    if type.merge ? v2 then
      requireCoherence loc type (type.merge.v2 definitions)
    else
      {
        value = type.merge loc defs;
        headError = checkDefinitions type.check defs;
        valueMeta = { };
      };

  # What a `merge.v2` gives, unless the type's check is not the one that belongs to it.
  requireCoherence =
    loc: type: result:
    if type.check.isV2MergeCoherent or false then result else refuseIncoherence loc type;

  refuseIncoherence = import ./coherence.nix { inherit lib; };
}
