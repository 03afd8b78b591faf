# Types without parameters.
{ lib, ... }:

let
  inherit (builtins)
    head
    isAttrs
    isBool
    tail
    typeOf
    ;
  inherit (lib)
    all
    any
    getFiles
    mergeEqualOption
    mergeOneOption
    mkOptionType
    showFiles
    showOption
    types
    ;
  inherit (lib.strings) isStringLike;

  # Sets that stand for strings, such as packages, are one value.
  kindOf = value: if isAttrs value && isStringLike value then "stringLikeSet" else typeOf value;

  # Made once: values may hold thousands of sets.
  attrsOfAnything = types.attrsOf types.anything;
in
rec {
  raw = mkOptionType {
    name = "raw";
    description = "raw value";
    descriptionClass = "noun";
    merge = mergeOneOption;
  };

  unspecified = mkOptionType {
    name = "unspecified";
    description = "unspecified value";
    descriptionClass = "noun";
  };

  # Merges sets and functions at any depth; everything else must be equal.
  anything = mkOptionType {
    name = "anything";
    description = "anything";
    descriptionClass = "noun";
    merge =
      loc: definitions:
      let
        kind = kindOf (head definitions).value;
        mergeFunctions =
          argument:
          anything.merge (loc ++ [ "<function body>" ]) (
            map (definition: {
              inherit (definition) file;
              value = definition.value argument;
            }) definitions
          );
      in
      if !all (definition: kindOf definition.value == kind) (tail definitions) then
        throw "The option `${showOption loc}' has conflicting option types in ${showFiles (getFiles definitions)}"
      else if kind == "set" then
        attrsOfAnything.merge loc definitions
      else if kind == "stringLikeSet" then
        mergeOneOption loc definitions
      else if kind == "lambda" then
        mergeFunctions
      else
        mergeEqualOption loc definitions;
  };

  bool = mkOptionType {
    name = "bool";
    description = "boolean";
    descriptionClass = "noun";
    check = isBool;
    merge = mergeEqualOption;
  };

  boolByOr = mkOptionType {
    name = "boolByOr";
    description = "boolean (merged using or)";
    descriptionClass = "noun";
    check = isBool;
    merge = _loc: any (definition: definition.value);
  };

  # Does not look inside: later definitions replace earlier ones. `attrsOf anything` merges.
  attrs = mkOptionType {
    name = "attrs";
    description = "attribute set";
    check = isAttrs;
    merge = _loc: lib.foldl' (merged: definition: merged // definition.value) { };
    emptyValue.value = { };
  };

  luaInline = mkOptionType {
    name = "luaInline";
    description = "inline lua";
    descriptionClass = "noun";
    check = value: value._type or null == "lua-inline";
    merge = mergeEqualOption;
  };
}
