# The configuration files of git.
{ lib }:

let
  inherit (builtins)
    head
    isAttrs
    isString
    length
    tail
    ;
  inherit (lib)
    concatStringsSep
    filterAttrs
    foldl
    hasInfix
    isDerivation
    mapAttrsToListRecursiveCond
    recursiveUpdate
    replaceStrings
    splitString
    toList
    ;
  inherit (lib.generators) mkKeyValueDefault mkValueStringDefault toINI;

  isSection = value: isAttrs value && !isDerivation value;

  # "a.b.c" → a "b.c"
  mkSectionName =
    name:
    let
      parts = splitString "." name;
    in
    if hasInfix ''"'' name || length parts == 1 then
      name
    else
      ''${head parts} "${concatStringsSep "." (tail parts)}"'';

  escapeValue =
    replaceStrings
      [
        "\n"
        "\t"
        ''"''
        "\\"
      ]
      [
        "\\n"
        "\\t"
        ''\"''
        "\\\\"
      ];

  showKeyValue = mkKeyValueDefault {
    mkValueString =
      value: mkValueStringDefault { } (if isString value then ''"${escapeValue value}"'' else value);
  } " = ";

  # A list is a key that is there several times.
  mkKeyValue =
    key: value: concatStringsSep "\n" (map (item: "\t${showKeyValue key item}") (toList value));

  # { a.b.c = 1; } → { "a.b".c = 1; }
  flattenSections =
    sections:
    foldl recursiveUpdate { } (
      mapAttrsToListRecursiveCond (_: isSection) (
        path: value:
        let
          key = lib.last path;
          section = concatStringsSep "." (lib.init path);
        in
        if length path > 1 then { ${section}.${key} = value; } else { ${key} = value; }
      ) sections
    );

  hasSubsections =
    _: section: isAttrs section && lib.any isSection (builtins.attrValues section);
in
{
  # toGitINI { user.name = "x"; remote.origin.url = "y"; }
  toGitINI =
    sections:
    let
      nested = filterAttrs hasSubsections sections;
      flat = removeAttrs sections (builtins.attrNames nested);
    in
    toINI { inherit mkSectionName mkKeyValue; } (flat // flattenSections nested);
}
