# Versions as strings: "1.2.3-rc1".
{ lib }:

let
  inherit (lib)
    concatStringsSep
    elemAt
    head
    removePrefix
    replicate
    splitString
    take
    ;
in
rec {
  inherit (builtins) compareVersions splitVersion;

  major = version: elemAt (splitVersion version) 0;

  minor = version: elemAt (splitVersion version) 1;

  patch = version: elemAt (splitVersion version) 2;

  majorMinor = version: concatStringsSep "." (take 2 (splitVersion version));

  # pad :: int -> string -> string : exactly `count` numbers; a suffix after `-` stays.
  pad =
    count: version:
    let
      numbers = head (splitString "-" version);
      suffix = removePrefix numbers version;
    in
    concatStringsSep "." (take count (splitVersion numbers ++ replicate count "0")) + suffix;
}
