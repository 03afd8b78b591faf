# Upper and lower case.
{ lib }:

let
  inherit (builtins)
    concatMap
    elem
    head
    isString
    match
    replaceStrings
    stringLength
    substring
    tail
    typeOf
    ;
  inherit (lib) concatStrings throwIfNot;
  inherit (lib.strings) splitStringBy stringToCharacters;

  # "fooBar" → [ "foo" "Bar" ]
  splitCase = splitStringBy (
    previous: current: match "[a-z]" previous != null && match "[A-Z]" current != null
  ) true;

  splitWords = splitStringBy (
    _: current:
    elem current [
      "-"
      "_"
      " "
    ]
  ) false;

  onlyStrings =
    function: value:
    throwIfNot (isString value) "${function} does only accepts string values, but got ${typeOf value}";
in
rec {
  lowerChars = stringToCharacters "abcdefghijklmnopqrstuvwxyz";

  upperChars = stringToCharacters "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  # ASCII only.
  toLower = replaceStrings upperChars lowerChars;

  toUpper = replaceStrings lowerChars upperChars;

  toSentenceCase =
    text:
    onlyStrings "toSentenceCase" text (
      addContextFrom text (toUpper (substring 0 1 text) + toLower (substring 1 (stringLength text) text))
    );

  toCamelCase =
    text:
    onlyStrings "toCamelCase" text (
      let
        words = concatMap splitCase (splitWords text);
      in
      addContextFrom text (
        toLower (head words) + concatStrings (map toSentenceCase (tail words))
      )
    );

  # Gives `target` the string context of `source` too.
  addContextFrom = source: target: substring 0 0 source + target;
}
