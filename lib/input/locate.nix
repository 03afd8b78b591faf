# Modules as they stand in a list, ready for good messages: those written
# inline are known by their file, and those in files have to exist. Lists in
# the list are taken apart. `holder` is what messages call the place of the
# list, `file` what stands in for the file of a module that has none.
{ holder, file }:
modules:
let
  inherit (builtins)
    attrNames
    concatLists
    elemAt
    functionArgs
    genList
    head
    isAttrs
    isFunction
    isList
    isPath
    isString
    length
    match
    pathExists
    replaceStrings
    storeDir
    toJSON
    unsafeGetAttrPos
    ;
  inherit (import ../places.nix) showKind;

  # Where the first name of a module is written: an attribute, or an argument.
  originOf =
    module:
    let
      names = if isFunction module then functionArgs module else module;
      position =
        if names == { } || names ? _type then null else unsafeGetAttrPos (head (attrNames names)) names;
      written = position.file or "";
    in
    # Neither an expression of the command line nor a module made by a library.
    if match "/.*" written != null && match ".*/lib/(base/.*|modules\\.nix)" written == null then
      written
    else
      file;

  # A string as the path that it was meant to be.
  showPath =
    text:
    let
      literal = match "(\\.?/)?((\\.\\./)?[a-zA-Z0-9._+/-]*[a-zA-Z0-9_+-])" text;
      name = elemAt literal 1;
    in
    if literal == null then
      "(./. + ${replaceStrings [ "\${" ] [ "\\\${" ] (toJSON "/${text}")})"
    else if match "\\.\\./.*" name != null then
      name
    else
      "./${name}";

  locate =
    number: module:
    let
      refuse = problem: fix: throw "Module ${number} of ${holder} ${problem}. ${fix}";
    in
    if isList module then
      locateAll "${number}." module
    else if isAttrs module && module ? outPath then
      refuse "is a source tree, a flake or a package, not a module"
        "Write the path of a module in it, `(SOURCE + \"/module.nix\")`, or a module that the flake offers, such as `FLAKE.nixosModules.default`."
    else if isAttrs module || isFunction module then
      [
        {
          _file = originOf module;
          # What messages call a module that has no file.
          key = "module ${number} of ${holder}";
          imports = [ module ];
        }
      ]
    else if isString module && match "/.*" module == null then
      refuse "is the string ${toJSON module}, not a path" "Write a path: `${showPath module}`."
    else if !(isPath module || isString module) then
      refuse "is ${showKind module}, not a module" "Write a path such as `./shop.nix`, an attribute set, or a function."
    else if !pathExists module then
      refuse "does not exist: ${toString module}" (
        if match "${storeDir}/.*" (toString module) == null then
          "Correct its path, or remove it."
        else
          "Correct its path, or `git add` it: a flake sees only what Git tracks."
      )
    else
      [ module ];

  locateAll =
    prefix: modules:
    concatLists (
      genList (index: locate "${prefix}${toString index}" (elemAt modules index)) (length modules)
    );
in
locateAll "" modules
