# Strings. One file for each concern; this one puts them together.
{ lib }:

let
  load = file: import file { inherit lib; };
in
{
  inherit (builtins)
    appendContext
    compareVersions
    concatStringsSep
    elem
    elemAt
    filter
    fromJSON
    genList
    head
    isAttrs
    isInt
    isList
    isPath
    isString
    match
    parseDrvName
    readFile
    replaceStrings
    split
    storeDir
    stringLength
    substring
    tail
    toJSON
    typeOf
    unsafeDiscardStringContext
    ;
}
// load ./build.nix
// load ./cut.nix
// load ./letters.nix
// load ./escape.nix
// load ./numbers.nix
// load ./kinds.nix
// load ./names.nix
// load ./flags.nix
// load ./distance.nix
