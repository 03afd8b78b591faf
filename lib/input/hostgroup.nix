# The `network` of a hostgroup file. Attributes of other tools are ignored.
file:
let
  inherit (builtins) isAttrs isList pathExists;
  inherit (import ../places.nix) showKind;

  content = import (/. + file);
  example = "{ network = { pkgs = import <nixpkgs> { }; modules = [ ./shop.nix ]; }; }";
in
if !pathExists (/. + file) then
  throw "The hostgroup ${file} does not exist. Give the path of a file that holds `${example}`."
else if !isAttrs content then
  throw "The hostgroup ${file} is ${showKind content}, not an attribute set. Write `${example}`."
else if !isAttrs (content.network or null) then
  throw "The hostgroup ${file} has no attribute set `network`. Write `${example}`."
else if !(content.network ? modules) then
  throw "The hostgroup ${file} has no `network.modules`. Write `${example}`."
else if !isList content.network.modules then
  throw "network.modules of the hostgroup ${file} is ${showKind content.network.modules}, not a list. Write `modules = [ ./shop.nix ];`."
else
  content.network
