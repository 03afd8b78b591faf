# Whether a value is what a manifest holds, as it is: nothing to resolve in it
# and nothing to refuse. Forces the value, so it is not for what is being
# merged, where one field may refer to another.
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
    if isAttrs value then
      # What only may be a property or a derivation is looked at by others.
      !(value ? _type || value ? drvPath) && all isPlain (attrValues value)
    else if isList value then
      all isPlain value
    else if isFloat value then
      value - value == 0 # not infinite
    else
      isString value || isBool value || isInt value || value == null;
in
isPlain
