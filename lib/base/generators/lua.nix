# Lua tables.
{ lib }:

let
  inherit (builtins)
    attrNames
    filter
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isPath
    isString
    match
    toJSON
    typeOf
    ;
  inherit (lib)
    assertMsg
    concatStrings
    concatStringsSep
    isDerivation
    mapAttrsToList
    ;
  inherit (lib.generators) toPretty;

  isVariable = name: match "[[:alpha:]_][[:alnum:]_]*([.][[:alpha:]_][[:alnum:]_]*)*" name != null;
in
rec {
  # Lua code, as it is.
  mkLuaInline = expr: {
    _type = "lua-inline";
    inherit expr;
  };

  # With `asBindings`, the outermost set becomes assignments: "a = 1\n".
  toLua =
    {
      multiline ? true,
      indent ? "",
      asBindings ? false,
    }@settings:
    value:
    let
      open = if multiline then "\n${indent}  " else " ";
      close = if multiline then "\n${indent}" else " ";
      inner = toLua (
        settings
        // {
          indent = if asBindings then indent else "${indent}  ";
          asBindings = false;
        }
      );
      enclose = items: if items == [ ] then "{}" else "{${open}${concatStringsSep ",${open}" items}${close}}";
      badNames = filter (name: !isVariable name) (attrNames value);
    in
    if asBindings then
      assert assertMsg (badNames == [ ]) "Bad Lua var names: ${toPretty { } badNames}";
      concatStrings (mapAttrsToList (name: item: "${indent}${name} = ${inner item}\n") value)
    else if value == null then
      "nil"
    else if isInt value || isFloat value || isString value || isBool value then
      toJSON value
    else if isPath value || isDerivation value then
      toJSON "${value}"
    else if isList value then
      enclose (map inner value)
    else if isAttrs value then
      if value._type or null == "lua-inline" then
        "(${value.expr})"
      else
        enclose (mapAttrsToList (name: item: "[${toJSON name}] = ${inner item}") value)
    else
      abort "generators.toLua: type ${typeOf value} is unsupported";
}
