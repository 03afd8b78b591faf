# Units of ignition.extra have names that systemd reads: others are files anywhere, which Ignition would write.
{ lib }:
let
  inherit (builtins)
    concatMap
    filter
    isAttrs
    isList
    isString
    toJSON
    ;
  inherit (lib) attrByPath optional;
  inherit (import ../unit.nix { inherit lib; }) isDropinName isUnitName;

  # Those with a name; that each needs one is for the shape of the configuration to say.
  namedIn =
    path: set:
    let
      list = attrByPath path [ ] set;
    in
    if isList list then filter (item: isAttrs item && isString (item.name or null)) list else [ ];

  check =
    at: unit:
    optional (!isUnitName unit.name)
      "${at} has ${toJSON unit.name}, which is no name of a unit. Write it with its kind, and without a directory: `name = \"tool.service\";`."
    ++ concatMap (
      { name, ... }:
      optional (!isDropinName name)
        "${at} has ${toJSON unit.name} with the addition ${toJSON name}, which systemd would not read. Write a name that ends in .conf, without a directory: `name = \"10-memory.conf\";`."
    ) (namedIn [ "dropins" ] unit);
in
{ machine, option, ... }:
concatMap (check "${option}.ignition.extra.systemd.units") (
  namedIn [ "systemd" "units" ] machine.ignition.extra
)
