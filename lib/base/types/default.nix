# Option types. One file for each concern; this one puts them together.
#
# A type is made by `mkOptionType`. It may check and merge in two steps, by `check` and `merge`, or
# in one, by `merge.v2 { loc; defs; } -> { headError; value; valueMeta; }`.
{ lib }:

let
  load = file: import file { inherit lib internal; };

  internal = load ./internal.nix;

  types =
    load ./construct.nix
    // load ./basic.nix
    // load ./numbers.nix
    // load ./strings.nix
    // load ./paths.nix
    // load ./collections.nix
    // load ./attribute-lists.nix
    // load ./alternatives.nix
    // load ./tagged.nix
    // load ./functions.nix
    // load ./submodules.nix
    // load ./declarations.nix
    // load ./serializable.nix;
in
types // { inherit (lib) types; }
