# Values in a form that Nix' JSON carries without loss.
#
# Nix prints a set with `outPath` or `__toString` as a string, and before 2.9
# floats with six digits. Such values become
#   { "__kubernixos": [ [ "key", VALUE ], … ] }
#   { "__kubernixos": { "mantissa": INT, "exponent": INT } }   = mantissa * 2^exponent
let
  inherit (builtins)
    attrNames
    attrValues
    any
    floor
    fromJSON
    isAttrs
    isFloat
    isList
    mapAttrs
    toJSON
    ;

  isPlain = import ./plain.nix { };

  mark = "__kubernixos";

  # A set whose values are encoded already.
  wrap =
    attrs:
    if attrs ? outPath || attrs ? __toString || attrs ? ${mark} then
      {
        ${mark} = map (name: [
          name
          attrs.${name}
        ]) (attrNames attrs);
      }
    else
      attrs;

  isWrapped = attrs: attrs ? ${mark};

  encode =
    value:
    if isPlain value then
      value
    else if isAttrs value then
      wrap (mapAttrs (_: encode) value)
    else if isList value then
      map encode value
    else if isFloat value then
      encodeFloat value
    else
      value;

  largestExact = 9007199254740992.0; # 2^53: from here on every float is whole
  isSmall = value: value < largestExact && value > 0.0 - largestExact;

  # Whole numbers lose their fraction, so that every Nix prints them alike.
  encodeFloat =
    value:
    if isSmall value && floor value == value then
      floor value
    else if fromJSON (toJSON value) == value then
      value
    else
      { ${mark} = toBinary value 0; };

  # Doubling and halving by powers of two is exact.
  toBinary =
    value: exponent:
    if !isSmall value then
      toBinary (value / 2) (exponent + 1)
    else if floor value == value then
      {
        mantissa = floor value;
        inherit exponent;
      }
    else
      toBinary (value * 2) (exponent - 1);

  # Whether encode changes more than the spelling of whole numbers.
  isEscaped =
    value:
    if isAttrs value then
      value ? ${mark} || any isEscaped (attrValues value)
    else
      isList value && any isEscaped value;
in
{
  inherit
    encode
    isEscaped
    isWrapped
    wrap
    ;
}
