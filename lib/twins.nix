# twins :: textOf -> list -> [ group ]
#
# What has the same text, in groups of two or more, sorted by it. What has none, null, is left out.
{ lib }:
let
  inherit (builtins)
    attrValues
    filter
    groupBy
    length
    unsafeDiscardStringContext
    ;

  # Names of attributes refer to nothing.
  keyOf = textOf: item: unsafeDiscardStringContext (textOf item);
in
textOf: list:
filter (group: length group > 1) (
  attrValues (groupBy (keyOf textOf) (filter (item: textOf item != null) list))
)
