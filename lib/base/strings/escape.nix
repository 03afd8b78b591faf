# Escaping for shells, Nix, URLs, XML and regular expressions.
{ lib }:

let
  inherit (builtins)
    attrNames
    attrValues
    elem
    isAttrs
    isList
    listToAttrs
    match
    replaceStrings
    toJSON
    ;
  inherit (lib)
    concatMapStringsSep
    concatStringsSep
    imap0
    mapAttrsToList
    removeAttrs
    throwIfNot
    toHexString
    toLower
    ;
  inherit (lib.strings)
    fixedWidthString
    isStringLike
    stringToCharacters
    ;

  # character → its code, for tab, line feed, carriage return and everything that prints.
  asciiTable =
    listToAttrs (
      imap0 (index: name: {
        inherit name;
        value = 32 + index;
      }) (stringToCharacters printable)
    )
    // {
      "\t" = 9;
      "\n" = 10;
      "\r" = 13;
    };
  printable = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

  hexByte = code: fixedWidthString 2 "0" (toHexString code);

  # Everything but RFC 3986's unreserved characters.
  escapedInUrls = removeAttrs asciiTable (
    stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
  );

  nixKeywords = [
    "assert"
    "else"
    "if"
    "in"
    "inherit"
    "let"
    "or"
    "rec"
    "then"
    "with"
  ];
in
rec {
  charToInt = character: asciiTable.${character};

  # escape [ "a" ] "bar" = "b\\ar"
  escape = characters: replaceStrings characters (map (character: "\\${character}") characters);

  escapeC =
    characters:
    replaceStrings characters (
      map (character: "\\x${toLower (hexByte (charToInt character))}") characters
    );

  escapeURL = replaceStrings (attrNames escapedInUrls) (
    map (code: "%${hexByte code}") (attrValues escapedInUrls)
  );

  escapeXML =
    replaceStrings
      [
        "&"
        "<"
        ">"
        "\""
        "'"
      ]
      [
        "&amp;"
        "&lt;"
        "&gt;"
        "&quot;"
        "&apos;"
      ];

  escapeRegex = escape (stringToCharacters "\\[{()^$?*+|.");

  # Quotes only what needs it.
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if match "[[:alnum:],._+:@%/-]+" text != null then
      text
    else
      "'${replaceStrings [ "'" ] [ "'\\''" ] text}'";

  escapeShellArgs = concatMapStringsSep " " escapeShellArg;

  isValidPosixName = name: match "[a-zA-Z_][a-zA-Z0-9_]*" name != null;

  # A declaration of a shell variable: string, array for lists, associative array for sets.
  toShellVar =
    name: value:
    throwIfNot (isValidPosixName name) "toShellVar: ${name} is not a valid shell variable name" (
      if isList value then
        "declare -a ${name}=(${escapeShellArgs value})"
      else if isAttrs value && !isStringLike value then
        let
          entry = key: content: "[${escapeShellArg key}]=${escapeShellArg content}";
        in
        "declare -A ${name}=(${concatStringsSep " " (mapAttrsToList entry value)})"
      else
        "${name}=${escapeShellArg value}"
    );

  toShellVars = variables: concatStringsSep "\n" (mapAttrsToList toShellVar variables);

  # A Nix string literal.
  escapeNixString = text: replaceStrings [ "$" ] [ "\\$" ] (toJSON text);

  escapeNixIdentifier =
    name:
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" name != null && !elem name nixKeywords then
      name
    else
      escapeNixString name;
}
