# Text formats made of Nix values.
{ lib }:

let
  load = file: import file { inherit lib; };
in
load ./pretty.nix
// load ./key-value.nix
// load ./json.nix
// load ./git.nix
// load ./lua.nix
// load ./dhall.nix
// load ./plist.nix
