# Assertions by option path → what to say of those that failed.
assertions:
let
  inherit (builtins) attrNames concatMap isAttrs;

  check =
    option: entry:
    if !(isAttrs entry && entry ? assertion && entry ? message) then
      throw "${option} has an entry that is no assertion. Write `{ assertion = …; message = …; }`."
    else if entry.assertion then
      [ ]
    else
      [ "Failed assertion (${option}): ${entry.message}" ];
in
concatMap (option: concatMap (check option) assertions.${option}) (attrNames assertions)
