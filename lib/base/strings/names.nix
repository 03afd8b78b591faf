# Names of packages and files.
{ lib }:

let
  inherit (builtins)
    head
    isList
    isString
    match
    parseDrvName
    split
    stringLength
    substring
    unsafeDiscardStringContext
    ;
  inherit (lib) concatMapStrings last max;
  inherit (lib.strings) splitString;

  longestName = 207;
in
{
  getName =
    package:
    if isString package then
      (parseDrvName package).name
    else
      package.pname or (parseDrvName package.name).name;

  getVersion =
    package:
    if isString package then
      (parseDrvName package).version
    else
      package.version or (parseDrvName package.name).version;

  # nameFromURL "https://example.org/tool-1.2.tar.gz" "-" = "tool"
  nameFromURL =
    url: separator:
    let
      file = last (splitString "/" url);
      name = head (splitString separator file);
    in
    assert name != file;
    name;

  # Makes a name that the store accepts.
  sanitizeDerivationName =
    text:
    let
      plain = unsafeDiscardStringContext text;
      withoutDots = head (match "\\.*(.*)" plain);
      replaced = concatMapStrings (part: if isList part then "-" else part) (
        split "[^[:alnum:]+._?=-]+" withoutDots
      );
      short = substring (max 0 (stringLength replaced - longestName)) (-1) replaced;
    in
    if stringLength plain <= longestName && match "[[:alnum:]+_?=-][[:alnum:]+._?=-]*" plain != null then
      plain
    else if short == "" then
      "unknown"
    else
      short;
}
