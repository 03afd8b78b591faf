# A package set, or a path to nixpkgs, as what is used of it; all lazy, and
# never more than its path and its lib is forced.
{ source, value }:
let
  inherit (builtins)
    isAttrs
    isPath
    isString
    match
    pathExists
    ;

  isSet = isAttrs value && !(value ? outPath);
  tree = if isSet then value.path or null else if isAttrs value then value.outPath else value;
  has = file: tree != null && pathExists (tree + file);
in
if value == null then
  null
else if isString value && match "/.*" value == null then
  throw "${source} is the string ${builtins.toJSON value}, not a path. Write the path of nixpkgs without quotes, `./nixpkgs`, or `import <nixpkgs> { }`."
else if isAttrs value || isPath value || isString value then
  {
    inherit source tree;
    isPackageSet = isSet;
    hasNixos = has "/nixos/lib/eval-config.nix";
    lib =
      if isSet && value ? lib && value.lib ? evalModules then
        value.lib
      else if has "/lib/default.nix" then
        import (tree + "/lib")
      else if isSet then
        null
      else
        throw "${source} is ${toString tree}, which is no nixpkgs: there is no lib/default.nix in it. Write `import <nixpkgs> { }`, or the path of nixpkgs, or leave it out.";
    pkgs = if isSet then value else import tree { };
  }
else
  throw "${source} is ${(import ../places.nix).showKind value}, not a package set. Write `import <nixpkgs> { }`, or the path of nixpkgs."
