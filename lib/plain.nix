# Whether a value is what a manifest holds, as it is: nothing in it to resolve,
# to refuse or to encode. What only may be that is for others to look at.
#
# Forces the value, so it is not for what is being merged, where one field may
# refer to another. Builtins look through it where they can: all of a release
# is looked at.
{
  # whether `$patch` is data (see merge/removal.nix)
  patches ? true,
  # whether a finite float is plain, which JSON may round (see encode.nix)
  floats ? false,
}:
let
  inherit (builtins)
    all
    attrValues
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isString
    ;

  isPlain =
    value:
    isString value
    || (
      if isAttrs value then
        !(
          value ? _type # a property
          || value ? outPath # a derivation, or what Nix prints as a string
          || value ? __toString
          || value ? __kubernixos # see encode.nix
          || !patches && value ? "$patch"
        )
        && arePlain (attrValues value)
      else if isList value then
        arePlain value
      else
        isInt value || isBool value || value == null || floats && isFinite value
    );

  isFinite = value: isFloat value && value - value == 0;

  arePlain = values: all isString values || all isPlain values;
in
isPlain
