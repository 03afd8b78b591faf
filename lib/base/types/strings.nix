# Strings.
{ lib, internal }:

let
  inherit (builtins)
    concatStringsSep
    isString
    match
    toJSON
    ;
  inherit (lib)
    defaultFunctor
    getValues
    hasInfix
    mergeEqualOption
    mkOptionType
    removeSuffix
    types
    ;
  inherit (lib.strings) escapeNixString;
  inherit (internal) phrase;
in
rec {
  str = mkOptionType {
    name = "str";
    description = "string";
    descriptionClass = "noun";
    check = isString;
    merge = mergeEqualOption;
  };

  nonEmptyStr = mkOptionType {
    name = "nonEmptyStr";
    description = "non-empty string";
    descriptionClass = "noun";
    check = value: isString value && match "[ \t\n]*" value == null;
    merge = mergeEqualOption;
  };

  # A line break at the end is removed.
  singleLineStr = mkOptionType {
    name = "singleLineStr";
    description = "(optionally newline-terminated) single-line string";
    descriptionClass = "noun";
    check = value: isString value && match "[^\n\r]*\n?" value != null;
    merge = loc: definitions: removeSuffix "\n" (mergeEqualOption loc definitions);
  };

  # The pattern must match the whole string.
  strMatching =
    pattern:
    mkOptionType {
      name = "strMatching ${escapeNixString pattern}";
      description = "string matching the pattern ${pattern}";
      descriptionClass = "noun";
      check = value: isString value && match pattern value != null;
      merge = mergeEqualOption;
      functor = defaultFunctor "strMatching" // {
        type = payload: strMatching payload.pattern;
        payload = { inherit pattern; };
        binOp = left: right: if left == right then left else null;
      };
    };

  # Several definitions are joined.
  separatedString =
    separator:
    mkOptionType {
      name = "separatedString";
      description = "strings concatenated with ${toJSON separator}";
      descriptionClass = "noun";
      check = isString;
      merge = _loc: definitions: concatStringsSep separator (getValues definitions);
      functor = defaultFunctor "separatedString" // {
        type = payload: types.separatedString payload.sep;
        payload.sep = separator;
        binOp = left: right: if left.sep == right.sep then { inherit (left) sep; } else null;
      };
    };

  lines = separatedString "\n";

  commas = separatedString ",";

  envVar = separatedString ":";

  # A part of a line of /etc/passwd.
  passwdEntry =
    type:
    types.addCheck type (value: !(hasInfix ":" value || hasInfix "\n" value))
    // {
      name = "passwdEntry ${type.name}";
      description = "${phrase [ "noun" ] type}, not containing newlines or colons";
      descriptionClass = "nonRestrictiveClause";
    };
}
