# Lines of keys and values, in sections or without.
{ lib }:

let
  inherit (builtins)
    concatLists
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isString
    ;
  inherit (lib)
    boolToString
    concatStrings
    concatStringsSep
    escape
    isDerivation
    isFunction
    mapAttrsToList
    toList
    ;
  inherit (lib.strings) floatToString;
  inherit (lib.generators) toPretty;

  escapeSection = escape [
    "["
    "]"
  ];
in
rec {
  # mkValueStringDefault { } :: scalar -> string
  mkValueStringDefault =
    { }:
    value:
    let
      refuse = kind: abort "generators.mkValueStringDefault: ${kind} not supported: ${toPretty { } value}";
    in
    if isString value then
      value
    else if isInt value || isDerivation value then
      toString value
    else if isBool value then
      boolToString value
    else if value == null then
      "null"
    else if isFloat value then
      floatToString value
    else if isList value then
      refuse "lists"
    else if isAttrs value then
      refuse "attrsets"
    else if isFunction value then
      refuse "functions"
    else
      refuse "this value is";

  # mkKeyValueDefault { } "=" "key" 1 = "key=1"
  mkKeyValueDefault =
    {
      mkValueString ? mkValueStringDefault { },
    }:
    separator: key: value:
    "${escape [ separator ] key}${separator}${mkValueString value}";

  # toKeyValue { } { a = 1; } = "a=1\n"
  toKeyValue =
    {
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
      indent ? "",
    }:
    let
      line = key: value: "${indent}${mkKeyValue key value}\n";
      lines =
        key: value: map (line key) (if listsAsDuplicateKeys then toList value else [ value ]);
    in
    set: concatStrings (concatLists (mapAttrsToList lines set));

  # toINI { } { section.key = 1; } = "[section]\nkey=1\n"
  toINI =
    {
      mkSectionName ? escapeSection,
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    let
      body = toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; };
      section = name: values: "[${mkSectionName name}]\n${body values}";
    in
    sections: concatStringsSep "\n" (mapAttrsToList section sections);

  toINIWithGlobalSection =
    {
      mkSectionName ? escapeSection,
      mkKeyValue ? mkKeyValueDefault { } "=",
      listsAsDuplicateKeys ? false,
    }:
    {
      globalSection,
      sections ? { },
    }:
    let
      global = toKeyValue { inherit mkKeyValue listsAsDuplicateKeys; } globalSection;
      others = toINI { inherit mkSectionName mkKeyValue listsAsDuplicateKeys; } sections;
    in
    if globalSection == { } then others else "${global}\n${others}";
}
