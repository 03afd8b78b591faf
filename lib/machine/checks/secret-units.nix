# Who needs secrets of one's own is a unit.
{ lib }:
let
  inherit (builtins) attrNames concatMap toJSON;
  inherit (lib) optional showOption;
  inherit (import ../unit.nix { inherit lib; }) isUnitName;

  ofGroup =
    option: groups: group:
    let
      at = "${option}.secrets.${showOption [ group ]}.units";
    in
    concatMap (
      name:
      optional (!isUnitName name)
        "${at} has ${toJSON name}, which is no name of a unit. Write it with its kind: `${at} = [ ${toJSON "${name}.service"} ];`."
    ) groups.${group}.units;
in
{ machine, option, ... }:
concatMap (ofGroup option machine.secrets) (attrNames machine.secrets)
