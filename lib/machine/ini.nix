# Text of the form that systemd reads, from sections in their order: { name; settings; }. Of settings
# a list gives a line for each of its elements, true and false are yes and no, and null is left out.
{ lib }:
let
  inherit (builtins) attrNames isBool isList;
  inherit (lib) concatMapStrings concatMapStringsSep;

  textOf = value: if isBool value then (if value then "yes" else "no") else toString value;
  line = name: value: "${name}=${textOf value}\n";
  lines =
    name: value:
    if value == null then
      ""
    else if isList value then
      concatMapStrings (line name) value
    else
      line name value;

  section =
    { name, settings }:
    "[${name}]\n${concatMapStrings (key: lines key settings.${key}) (attrNames settings)}";
in
concatMapStringsSep "\n" section
