# contains :: part -> text -> bool
#
# Without a regular expression, which Nix cannot match against texts of some hundred thousand bytes.
part: text: builtins.replaceStrings [ part ] [ "" ] text != text
