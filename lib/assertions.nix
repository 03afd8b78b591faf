# Assertions by option path → the messages of those that failed.
assertions:
let
  inherit (builtins) attrNames concatMap;

  check =
    option:
    concatMap (
      { assertion, message, ... }: if assertion then [ ] else [ "Failed assertion (${option}): ${message}" ]
    ) assertions.${option};
in
concatMap check (attrNames assertions)
