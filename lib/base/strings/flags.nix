# Flags of configure scripts, CMake and Meson.
{ lib }:

let
  inherit (builtins) elem isBool isString;
  inherit (lib) boolToString toUpper;

  cmakeTypes = [
    "BOOL"
    "FILEPATH"
    "PATH"
    "STRING"
    "INTERNAL"
    "LIST"
  ];
  valueIf = flag: value: if flag then "=${value}" else "";
in
rec {
  cmakeOptionType =
    type: feature: value:
    assert elem (toUpper type) cmakeTypes && isString feature && isString value;
    "-D${feature}:${toUpper type}=${value}";

  cmakeBool =
    feature: flag:
    assert isBool flag;
    cmakeOptionType "bool" feature (toUpper (boolToString flag));

  cmakeFeature = cmakeOptionType "string";

  mesonOption =
    feature: value:
    assert isString feature && isString value;
    "-D${feature}=${value}";

  mesonBool =
    feature: flag:
    assert isBool flag;
    mesonOption feature (boolToString flag);

  mesonEnable =
    feature: flag:
    assert isBool flag;
    mesonOption feature (if flag then "enabled" else "disabled");

  enableFeature =
    flag: feature:
    assert isBool flag && isString feature;
    "--${if flag then "enable" else "disable"}-${feature}";

  enableFeatureAs =
    flag: feature: value:
    enableFeature flag feature + valueIf flag value;

  withFeature =
    flag: feature:
    assert isString feature;
    "--${if flag then "with" else "without"}-${feature}";

  withFeatureAs =
    flag: feature: value:
    withFeature flag feature + valueIf flag value;
}
