# Units of one's own: their names, and that they replace none of a service.
{ lib }:
let
  inherit (builtins)
    attrNames
    filter
    length
    ;
  inherit (lib) concatMap optional showOption;
  inherit (import ../unit.nix { inherit lib; }) isDropinName isUnitName;

  check =
    { derived, machine, option, ... }:
    name:
    let
      at = "${option}.units.${showOption [ name ]}";
      unit = machine.units.${name};
      entries = filter (entry: entry.name == name) derived.components.units;
      texts = filter (entry: entry ? contents) entries;
      dropins = concatMap (entry: entry.dropins or [ ]) entries;
    in
    optional (!isUnitName name)
      "${at} is no name of a unit. Write it with its kind: `${option}.units.\"tool.service\"`."
    ++ concatMap (
      dropin:
      optional (!isDropinName dropin)
        "${at}.dropins has ${builtins.toJSON dropin}, which systemd would not read. Write a name that ends in .conf: `${at}.dropins.\"10-memory.conf\"`."
      ++
        optional (length (filter (other: other.name == dropin) dropins) > 1)
          "${at}.dropins has ${builtins.toJSON dropin}, which another option makes too. Write another name: `${at}.dropins.\"20-own.conf\"`."
    ) (attrNames unit.dropins)
    ++
      optional (unit.text != null && length texts > 1)
        "${at}.text replaces a unit that another option makes. Use `${at}.dropins.\"10-own.conf\" = \"…\";`."
    ++
      optional (unit.text == null && unit.enable == null && !unit.mask && unit.dropins == { })
        "${at} says nothing. Write `${at}.text = \"…\";`, or remove it.";
in
{ machine, ... }@view: concatMap (check view) (attrNames machine.units)
