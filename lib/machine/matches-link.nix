# matchesLink :: pattern -> name -> bool
#
# As systemd-networkd matches names, with *, ? and sets of characters.
# https://www.freedesktop.org/software/systemd/man/latest/systemd.network.html
pattern: name:
let
  hasSets = builtins.match "([^][]|\\[[^][]+])*" pattern != null;
  regex =
    builtins.replaceStrings
      [ "." "*" "?" ]
      [ "[.]" ".*" "." ]
      pattern;
in
# What is no pattern is a name, as it stands.
pattern == name || hasSets && builtins.match regex name != null
