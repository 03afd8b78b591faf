# Numbers in strings, and versions.
{ lib }:

let
  inherit (builtins)
    compareVersions
    fromJSON
    head
    isInt
    match
    stringLength
    ;
  inherit (lib) assertMsg warnIf;
  inherit (lib.strings) escapeNixString;

  # Parses the one group of `pattern` as an integer of 64 bits, or throws.
  parse =
    function: pattern: text:
    let
      found = match pattern text;
      number = fromJSON (head found);
      fail = throw "${function}: Could not convert ${escapeNixString text} to int.";
    in
    if found == null then
      fail
    else if isInt number then
      number
    else
      fail;

  isPadded = text: match "[[:space:]]*0[[:digit:]]+[[:space:]]*" text != null;
in
rec {
  # Refuses leading zeros: "010" may be octal.
  toInt =
    text:
    if isPadded text then
      throw "toInt: Ambiguity in interpretation of ${escapeNixString text} between octal and zero padded integer."
    else
      parse "toInt" "[[:space:]]*(-?[[:digit:]]+)[[:space:]]*" text;

  # Leading zeros are padding.
  toIntBase10 =
    text:
    if match "[[:space:]]*0+[[:space:]]*" text != null then
      0
    else
      parse "toIntBase10" "[[:space:]]*0*(-?[[:digit:]]+)[[:space:]]*" text;

  # fixedWidthString 5 "0" "42" = "00042"
  fixedWidthString =
    width: filler: text:
    let
      missing = width - stringLength text;
    in
    assert assertMsg (missing >= 0)
      "fixedWidthString: requested string length (${toString width}) must not be shorter than actual length (${toString (stringLength text)})";
    if missing == 0 then
      text
    else
      filler + fixedWidthString (width - stringLength filler) filler text;

  fixedWidthNumber = width: number: fixedWidthString width "0" (toString number);

  floatToString =
    float:
    let
      text = toString float;
    in
    warnIf (fromJSON text != float) "Imprecise conversion from float to string ${text}" text;

  versionOlder = version: limit: compareVersions version limit < 0;

  versionAtLeast = version: limit: !versionOlder version limit;
}
