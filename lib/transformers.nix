# The option type `transformers`, and what the release needs of its definitions.
{ lib }:
let
  inherit (builtins)
    concatLists
    elemAt
    genList
    isList
    length
    ;
  inherit (lib) isFunction mkOptionType types;
  inherit (import ./merge/properties.nix) settle;

  inModuleOrder = import ./module-order.nix;

  transformer = mkOptionType {
    name = "transformer";
    description = "function from an object to an object or null";
    check = isFunction;
    merge = lib.mergeOneOption;
  };

  list = types.listOf transformer;

  # The items of a definition as the list type counts them, as words for messages.
  namesOf =
    location:
    { file, value, ... }:
    let
      show =
        index: "kubernixos.transformers[${toString index}]${if file == "<unknown-file>" then "" else " of ${file}"}";
      itemsAt =
        index:
        map (_: show index) (settle (location ++ [ index ]) [
          {
            inherit file;
            value = elemAt value index;
          }
        ]);
    in
    concatLists (genList itemsAt (length value));
in
{
  # Those of the first module come first.
  transformers = mkOptionType {
    name = "transformers";
    description = "list of functions from an object to an object or null";
    check = isList;
    merge = location: definitions: list.merge location (inModuleOrder definitions);
    emptyValue.value = [ ];
  };

  # From an option and its value to [ { by; function; } ].
  named =
    option: functions:
    let
      definitions = inModuleOrder (import ./definitions.nix option);
      names = concatLists (map (namesOf option.loc) definitions);
    in
    genList (index: {
      by = elemAt names index;
      function = elemAt functions index;
    }) (length functions);
}
