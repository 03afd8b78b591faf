# Assertions by option path → what to say of those that failed.
assertions:
let
  inherit (builtins)
    attrNames
    concatMap
    isAttrs
    isBool
    isString
    ;
  inherit (import ./places.nix) showKind;

  check =
    option: entry:
    if !(isAttrs entry && entry ? assertion && entry ? message) then
      throw "${option} has an entry that is no assertion. Write `{ assertion = …; message = …; }`."
    else if !isBool entry.assertion then
      throw "${option} has an assertion that is ${showKind entry.assertion}, not a Boolean. Write a comparison: `{ assertion = … == …; message = …; }`."
    else if entry.assertion then
      [ ]
    else if !(isString entry.message) then
      throw "${option} has a failed assertion whose message is ${showKind entry.message}, not a string. Write `message = \"…\";`."
    else
      [ "Failed assertion (${option}): ${entry.message}" ];
in
concatMap (option: concatMap (check option) assertions.${option}) (attrNames assertions)
