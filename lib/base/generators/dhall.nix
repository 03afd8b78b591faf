# Dhall records and lists.
{ lib }:

let
  inherit (builtins)
    isAttrs
    isBool
    isInt
    isList
    toJSON
    ;
  inherit (lib) concatStringsSep isFunction mapAttrsToList;

  commas = concatStringsSep ", ";
in
rec {
  toDhall =
    { }@settings:
    value:
    let
      show = toDhall settings;
    in
    if isAttrs value then
      "{ ${commas (mapAttrsToList (name: item: "${name} = ${show item}") value)} }"
    else if isList value then
      "[ ${commas (map show value)} ]"
    else if isInt value then
      # Numbers without a sign are naturals there.
      (if value < 0 then "" else "+") + toString value
    else if isBool value then
      (if value then "True" else "False")
    else if isFunction value then
      abort "generators.toDhall: cannot convert a function to Dhall"
    else if value == null then
      abort "generators.toDhall: cannot convert a null to Dhall"
    else
      toJSON value;
}
