# Whether two values are the same, field by field. Nix compares two sets of
# `type = "derivation"` by their outPath alone, and in a manifest both are data.
let
  inherit (builtins)
    all
    attrNames
    elemAt
    genList
    isAttrs
    isList
    length
    ;
  inherit (import ./leaves.nix) isDerivation;

  # Nix never takes for different what is the same, and answers sooner.
  equal = a: b: a == b && agree a b;

  agree =
    a: b:
    if isAttrs a && !isDerivation a then
      isAttrs b
      && attrNames a == attrNames b
      && all (name: agree a.${name} b.${name}) (attrNames a)
    else if isList a then
      length a == length b && all (index: agree (elemAt a index) (elemAt b index)) (genList (index: index) (length a))
    else
      a == b;
in
equal
