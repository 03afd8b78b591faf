# matchesLink :: pattern -> name -> bool
#
# As systemd-networkd matches names, with *, ? and sets of characters, a `linkPattern` of ./types.nix.
# https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html
pattern: name:
let
  regex =
    builtins.replaceStrings
      [ "." "*" "?" ]
      [ "[.]" ".*" "." ]
      pattern;
in
builtins.match regex name != null
