# Options and types as values.
{ lib, ... }:

let
  inherit (builtins) head length;
  inherit (lib)
    isType
    mkOption
    mkOptionType
    ;
  inherit (lib.modules) fixupOptionType mergeOptionDecls;
in
{
  optionDeclaration = mkOptionType {
    name = "optionDeclaration";
    description = "option declaration";
    descriptionClass = "noun";
    check = value: isType "option" value && !(value ? value);
  };

  # Several types are merged as those of one option that is declared several times.
  optionType = mkOptionType {
    name = "optionType";
    description = "optionType";
    descriptionClass = "noun";
    check = isType "option-type";
    merge =
      loc: definitions:
      let
        declare =
          { file, value }:
          {
            _file = file;
            pos = null;
            options = mkOption { type = value; };
          };
      in
      if length definitions == 1 then
        (head definitions).value
      else
        (fixupOptionType loc (mergeOptionDecls loc (map declare definitions))).type;
  };
}
