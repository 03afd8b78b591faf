# The option type `transformers`, and what the release needs of its definitions.
{ lib }:
let
  inherit (builtins)
    concatLists
    elemAt
    genList
    length
    ;
  inherit (lib) isFunction mkOptionType types;
  inherit (import ./merge/properties.nix) settle;

  transformer = mkOptionType {
    name = "transformer";
    description = "function from an object to an object or null";
    check = isFunction;
    merge = lib.mergeOneOption;
  };

  # The items of a definition as the list type counts them, as words for messages.
  namesOf =
    location:
    { file, value }:
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
  transformers = types.listOf transformer;

  # From an option and its value to [ { by; function; } ].
  named =
    option: functions:
    let
      names = concatLists (map (namesOf option.loc) (import ./definitions.nix option));
    in
    genList (index: {
      by = elemAt names index;
      function = elemAt functions index;
    }) (length functions);
}
