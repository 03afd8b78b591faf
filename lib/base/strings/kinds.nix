# What can be a string.
{ lib }:

let
  inherit (builtins)
    all
    elem
    isList
    isPath
    isString
    match
    storeDir
    substring
    typeOf
    ;
in
rec {
  # Strings, paths, and sets that interpolate like them.
  isStringLike = value: isString value || isPath value || value ? outPath || value ? __toString;

  # Everything that `toString` takes.
  isConvertibleWithToString =
    value:
    isStringLike value
    || elem (typeOf value) [
      "null"
      "int"
      "float"
      "bool"
    ]
    || (isList value && all isConvertibleWithToString value);

  # A path directly below the store, or a placeholder of a content-addressed output.
  isStorePath =
    value:
    isStringLike value
    && (
      let
        text = toString value;
      in
      substring 0 1 text == "/" && (dirOf text == storeDir || match "/[0-9a-z]{52}" text != null)
    );
}
