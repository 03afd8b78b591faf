# Looking into strings, and taking parts of them.
{ lib }:

let
  inherit (builtins)
    filter
    genList
    head
    isPath
    isString
    match
    readFile
    split
    stringLength
    substring
    ;
  inherit (lib) concatMapStrings foldl' warnIf;
  inherit (lib.strings) addContextFrom escapeRegex;

  # A path in place of a string would be copied to the store, and never match.
  warnAboutPath =
    function: result: value:
    warnIf (isPath value)
      "lib.strings.${function}: The first argument (${toString value}) is a path value, but only strings are supported. ${result} This behavior is deprecated and will throw an error in the future.";

  neverFound = "The function always returns `false` in such a case, and the path is copied to the Nix store.";
  neverRemoved = "The function never removes anything in such a case, and the path is copied to the Nix store.";

  endsWith =
    suffix: text:
    let
      rest = stringLength text - stringLength suffix;
    in
    rest >= 0 && substring rest (-1) text == suffix;

  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;

  whitespace = " \t\r\n";
in
rec {
  hasPrefix = prefix: text: warnAboutPath "hasPrefix" neverFound prefix (startsWith prefix text);

  hasSuffix = suffix: text: warnAboutPath "hasSuffix" neverFound suffix (endsWith suffix text);

  hasInfix =
    infix: text:
    warnAboutPath "hasInfix" neverFound infix (match ".*${escapeRegex infix}.*" "${text}" != null);

  removePrefix =
    prefix: text:
    warnAboutPath "removePrefix" neverRemoved prefix (
      if startsWith prefix text then substring (stringLength prefix) (-1) text else text
    );

  removeSuffix =
    suffix: text:
    warnAboutPath "removeSuffix" neverRemoved suffix (
      if endsWith suffix text then
        substring 0 (stringLength text - stringLength suffix) text
      else
        text
    );

  stringToCharacters = text: genList (index: substring index 1 text) (stringLength text);

  stringAsChars = f: text: concatMapStrings f (stringToCharacters text);

  # splitString :: separator -> string -> [ string ] : empty parts stay.
  splitString =
    separator: text:
    map (addContextFrom text) (
      filter isString (split (escapeRegex (toString separator)) (toString text))
    );

  # splitStringBy :: (previous -> current -> split here?) -> keep the separating character? -> string -> [ string ]
  splitStringBy =
    isSeparator: keep: text:
    let
      step =
        { previous, part, parts }:
        current:
        if isSeparator previous current then
          {
            previous = current;
            part = if keep then current else "";
            parts = parts ++ [ part ];
          }
        else
          {
            previous = current;
            part = part + current;
            inherit parts;
          };
      result = foldl' step {
        previous = "";
        part = "";
        parts = [ ];
      } (stringToCharacters text);
    in
    map (addContextFrom text) (result.parts ++ [ result.part ]);

  trim = trimWith {
    start = true;
    end = true;
  };

  # Removes spaces, tabs and line breaks.
  trimWith =
    {
      start ? false,
      end ? false,
    }:
    let
      before = if start then "[${whitespace}]*" else "";
      kept = if end then "(.*[^${whitespace}])[${whitespace}]*" else "(.*)";
    in
    text:
    let
      found = match (before + kept) text;
    in
    if found == null then "" else head found;

  # Joins repeated slashes.
  normalizePath =
    path:
    warnAboutPath "normalizePath" "Paths are always normalised, and this one is copied to the Nix store."
      path
      (
        foldl' (result: character: if character == "/" && endsWith "/" result then result else result + character)
          ""
          (stringToCharacters path)
      );

  # The text of a file without the line break at its end.
  fileContents = file: removeSuffix "\n" (readFile file);

  commonPrefixLength =
    a: b:
    let
      count = lib.min (stringLength a) (stringLength b);
      from =
        index:
        if index < count && substring index 1 a == substring index 1 b then from (index + 1) else index;
    in
    from 0;

  commonSuffixLength =
    a: b:
    let
      lengthA = stringLength a;
      lengthB = stringLength b;
      count = lib.min lengthA lengthB;
      from =
        index:
        if
          index < count
          && substring (lengthA - index - 1) 1 a == substring (lengthB - index - 1) 1 b
        then
          from (index + 1)
        else
          index;
    in
    from 0;
}
