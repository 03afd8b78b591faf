# Making types, and merging them where an option is declared more than once.
{ lib, internal }:

let
  inherit (lib)
    mergeDefaultOption
    types
    ;
  inherit (internal)
    checkDefinitions
    checkingMerge
    coherentCheck
    requireCoherence
    ;
in
rec {
  isType = type: value: value._type or "" == type;

  setType = type: value: value // { _type = type; };

  isOptionType = isType "option-type";

  # mkOptionType :: { name; … } -> type. Other attributes are errors.
  #   description       for people; the name where absent
  #   descriptionClass  "noun" | "conjunction" | "composite" | "nonRestrictiveClause": says where it needs parentheses
  #   check             value -> bool, about the outermost value only
  #   merge             loc -> [ { file; value; } ] -> value
  #   emptyValue        { value; } where no definition means a value
  #   getSubOptions     prefix -> options, for documentation
  #   getSubModules, substSubModules   the modules inside, and the type with others
  #   typeMerge, functor               how two declarations' types become one, or null
  mkOptionType =
    {
      name,
      description ? null,
      descriptionClass ? null,
      check ? _: true,
      merge ? mergeDefaultOption,
      emptyValue ? { },
      getSubOptions ? _prefix: { },
      getSubModules ? null,
      substSubModules ? _modules: null,
      typeMerge ? defaultTypeMerge functor,
      functor ? defaultFunctor name,
      deprecationMessage ? null,
      nestedTypes ? { },
    }:
    {
      _type = "option-type";
      description = if description == null then name else description;
      inherit
        name
        descriptionClass
        check
        merge
        emptyValue
        getSubOptions
        getSubModules
        substSubModules
        typeMerge
        functor
        deprecationMessage
        nestedTypes
        ;
    };

  defaultFunctor = name: {
    inherit name;
    type = types.${name} or null;
    payload = null;
    binOp = _: _: null;
  };

  # defaultTypeMerge :: functor -> functor -> type | null
  defaultTypeMerge =
    left: right:
    let
      payload = left.binOp left.payload right.payload;
    in
    if left.name != right.name then
      null
    else
      assert (left.payload == null) == (right.payload == null);
      if left.payload == null then
        left.type
      else if payload == null then
        null
      else
        left.type payload;

  # mergeTypes :: type -> type -> type | { _type = "merge-error"; error; }
  mergeTypes =
    left: right:
    let
      merged = left.typeMerge right.functor;
    in
    assert isOptionType left && isOptionType right;
    if merged == null then setType "merge-error" { error = "Cannot merge types"; } else merged;

  # The type with a further check.
  addCheck =
    type: check:
    let
      both = value: type.check value && check value;
      checkAll =
        { loc, defs }@definitions:
        let
          result = requireCoherence loc type (type.merge.v2 definitions);
        in
        result
        // {
          headError = if result.headError == null then checkDefinitions check defs else result.headError;
        };
    in
    if type.merge ? v2 then
      type
      // {
        check = coherentCheck both;
        merge = checkingMerge checkAll;
      }
    else
      type // { check = both; };

  optionDescriptionPhrase =
    withoutParentheses: type:
    if withoutParentheses (type.descriptionClass or null) then
      type.description
    else
      "(${type.description})";

  noCheckForDocsModule = {
    _file = "<built-in module that disables checks for the purpose of documentation generation>";
    config._module.check = lib.mkForce false;
  };
}
