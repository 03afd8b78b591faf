# Putting strings together.
{ lib }:

let
  inherit (builtins)
    attrValues
    concatMap
    concatStringsSep
    filter
    length
    mapAttrs
    replaceStrings
    tail
    ;
  inherit (lib) getOutput imap1;
in
rec {
  join = concatStringsSep;

  concatStrings = concatStringsSep "";

  concatMapStrings = f: list: concatStrings (map f list);

  concatImapStrings = f: list: concatStrings (imap1 f list);

  concatMapStringsSep =
    separator: f: list:
    concatStringsSep separator (map f list);

  concatImapStringsSep =
    separator: f: list:
    concatStringsSep separator (imap1 f list);

  # concatMapAttrsStringSep :: separator -> (name -> value -> string) -> set -> string
  concatMapAttrsStringSep =
    separator: f: set:
    concatStringsSep separator (attrValues (mapAttrs f set));

  # Every line ends with a line break.
  concatLines = lines: if lines == [ ] then "" else concatStringsSep "\n" lines + "\n";

  # intersperse "/" [ "a" "b" ] = [ "a" "/" "b" ]
  intersperse =
    separator: list:
    if length list < 2 then
      list
    else
      tail (
        concatMap (value: [
          separator
          value
        ]) list
      );

  replaceString = from: to: replaceStrings [ from ] [ to ];

  replicate = count: text: concatStrings (lib.lists.replicate count text);

  optionalString = condition: text: if condition then text else "";

  # Search paths: "/a/bin:/b/bin".
  makeSearchPath =
    directory: paths: concatMapStringsSep ":" (path: path + "/" + directory) (filter (path: path != null) paths);

  makeSearchPathOutput =
    output: directory: packages:
    makeSearchPath directory (map (getOutput output) packages);

  makeLibraryPath = makeSearchPathOutput "lib" "lib";

  makeIncludePath = makeSearchPathOutput "dev" "include";

  makeBinPath = makeSearchPathOutput "bin" "bin";
}
