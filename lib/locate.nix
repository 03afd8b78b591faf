# Modules as they stand in a list, ready for good messages: those written
# inline are known by what holds them, and those in files have to exist.
holder: modules:
let
  inherit (builtins)
    elemAt
    genList
    isAttrs
    isFunction
    isPath
    length
    pathExists
    ;

  locate =
    index:
    let
      module = elemAt modules index;
    in
    if isAttrs module || isFunction module then
      {
        _file = holder;
        imports = [ module ];
      }
    else if isPath module && !pathExists module then
      throw "Module ${toString index} of ${holder} does not exist: ${toString module}. Correct its path, or remove it."
    else
      module;
in
genList locate (length modules)
