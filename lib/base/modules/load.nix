# Loading: from a file, function or set to a module in its full form:
# { _file; _class; key; disabledModules; imports; options; config; }
{ lib, internal }:

let
  inherit (builtins)
    attrNames
    head
    isAttrs
    isList
    isString
    mapAttrs
    removeAttrs
    toJSON
    ;
  inherit (lib)
    addErrorContext
    functionArgs
    hasPrefix
    isFunction
    ;
  inherit (lib.options) showDefs;
  inherit (internal) messages mkMerge;

  # Names with a meaning of their own, in modules with `config` or `options`.
  fullFormNames = [
    "_class"
    "_file"
    "config"
    "disabledModules"
    "freeformType"
    "imports"
    "key"
    "meta"
    "options"
  ];

  # In modules of definitions only; all other names are options there.
  shortFormNames = [
    "_class"
    "_file"
    "disabledModules"
    "freeformType"
    "imports"
    "key"
    "require"
  ];

  withFreeformType =
    module: config:
    if module ? freeformType then
      mkMerge [
        config
        { _module.freeformType = module.freeformType; }
      ]
    else
      config;

  withMeta =
    module: config:
    if module ? meta then
      mkMerge [
        config
        { inherit (module) meta; }
      ]
    else
      config;

  # The imports of a module in this file.
  listed =
    file: imports:
    if isList imports then
      imports
    else
      throw "Module `${file}' has imports that are no list. Write `imports = [ ./module.nix ];`.";

  # Arguments that are named but not given are looked up in `_module.args`, where a module may set them.
  applyModuleArgs =
    key: f: args:
    let
      lookUp =
        name: _:
        addErrorContext "while evaluating the module argument `${name}' in \"${key}\":" (
          args.${name} or (addErrorContext
            "noting that argument `${name}` is not externally provided, so querying `_module.args` instead, requiring `config`"
            args.config._module.args.${name}
          )
        );
    in
    f (args // mapAttrs lookUp (functionArgs f));
in
rec {
  # loadModule :: class | null -> args -> file -> key -> path | function | set -> module
  # File and key of the importer stand in where the module is not a file.
  loadModule =
    class: args: file: key: value:
    if isFunction value then
      unifyModuleSyntax file key (applyModuleArgs key value args)
    else if isAttrs value then
      loadSet class args file key value
    else if isList value then
      throw "Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions: ${
        showDefs [ { inherit file value; } ]
      }"
    else if isString value && !hasPrefix "/" value then
      throw "Module `${file}' imports the string ${toJSON value}. Write a path without quotes, `./module.nix`."
    else
      let
        path = toString value;
      in
      unifyModuleSyntax path path (applyModuleArgsIfFunction path (import value) args);

  loadSet =
    class: args: file: key: value:
    let
      type = value._type or "module";
    in
    if type == "module" then
      unifyModuleSyntax file key value
    else if type == "if" || type == "override" then
      unifyModuleSyntax file key { config = value; }
    else
      throw (
        messages.notAModule {
          inherit file type class;
          prefix = args._prefix;
        }
      );

  # Fails where the module is for another kind of configuration.
  checkClass =
    class: module:
    if class == null || module._class == null || module._class == class then
      module
    else
      throw (messages.wrongClass class module);

  unifyModuleSyntax =
    file: key: module:
    if module ? config || module ? options then
      let
        others = attrNames (removeAttrs module fullFormNames);
      in
      if others == [ ] then
        {
          _file = toString module._file or file;
          _class = module._class or null;
          key = toString module.key or key;
          disabledModules = module.disabledModules or [ ];
          imports = listed file (module.imports or [ ]);
          options = module.options or { };
          config = withFreeformType module (withMeta module (module.config or { }));
        }
      else
        throw "Module `${key}' has an unsupported attribute `${head others}'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: ${toString others}) into the explicit `config' attribute."
    else if isAttrs module then
      {
        _file = toString module._file or file;
        _class = module._class or null;
        key = toString module.key or key;
        disabledModules = module.disabledModules or [ ];
        imports = listed file (module.require or [ ]) ++ listed file (module.imports or [ ]);
        options = { };
        config = withFreeformType module (removeAttrs module shortFormNames);
      }
    else
      throw "module ${file} (${key}) does not look like a module.";

  applyModuleArgsIfFunction =
    key: value: args:
    if isFunction value then applyModuleArgs key value args else value;

  # Gives a module the file that errors name.
  setDefaultModuleLocation = file: module: {
    _file = file;
    imports = [ module ];
  };

  # Imports a file that takes one argument before it is a module, and keeps its location.
  importApply = file: argument: setDefaultModuleLocation file (import file argument);

  importJSON = file: {
    _file = file;
    config = lib.importJSON file;
  };

  importTOML = file: {
    _file = file;
    config = lib.importTOML file;
  };
}
