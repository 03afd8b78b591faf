# The name in a set that is a misspelt form of one that is missing, or null.
right: set:
let
  inherit (builtins) attrNames filter head;
  findNear = import ../near-miss.nix;
  near = filter (name: findNear name [ right ] != null) (attrNames set);
in
if set ? ${right} || near == [ ] then null else head near
