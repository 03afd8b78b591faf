# Modules as they stand in a list, ready for good messages: those written
# inline are known by their file, and those in files have to exist.
holder: modules:
let
  inherit (builtins)
    attrNames
    elemAt
    functionArgs
    genList
    head
    isAttrs
    isFunction
    isPath
    length
    match
    pathExists
    unsafeGetAttrPos
    ;

  # Where the first name of a module is written: an attribute, or an argument.
  originOf =
    module:
    let
      names = if isFunction module then functionArgs module else module;
      position =
        if names == { } || names ? _type then null else unsafeGetAttrPos (head (attrNames names)) names;
      file = position.file or "";
    in
    # Neither an expression of the command line nor a module made by a library.
    if match "/.*" file != null && match ".*/lib/(base/.*|modules\\.nix)" file == null then
      file
    else
      holder;

  locate =
    index:
    let
      module = elemAt modules index;
    in
    if isAttrs module || isFunction module then
      {
        _file = originOf module;
        imports = [ module ];
      }
    else if isPath module && !pathExists module then
      throw "Module ${toString index} of ${holder} does not exist: ${toString module}. Correct its path, or remove it."
    else
      module;
in
genList locate (length modules)
