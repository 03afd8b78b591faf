# evalModules: modules in, configuration out.
{ lib, internal }:

let
  inherit (builtins)
    head
    removeAttrs
    seq
    ;
  inherit (lib)
    addErrorContext
    isOption
    mapAttrsRecursiveCond
    optional
    recursiveUpdate
    reverseList
    setAttrByPath
    types
    warnIf
    ;
  inherit (internal)
    collectModules
    internalModuleKey
    mergeModules
    mkDefault
    moduleOptions
    throwUnmatched
    ;

  recursionHint = "if you get an infinite recursion here, you probably reference `config` in `imports`. If you are trying to achieve a conditional import behavior dependent on `config`, consider importing unconditionally, and using `mkEnableOption` and `mkIf` to control its effect.";

  # `args` and `check` of evalModules became options.
  deprecatedModules =
    request:
    optional (request ? args) { config._module = { inherit (request) args; }; }
    ++ optional (request ? check) { config._module.check = mkDefault request.check; };

  warnDeprecated =
    request:
    let
      warnAbout =
        name:
        warnIf (request ? ${name})
          "The ${name} argument to evalModules is deprecated. Please set config._module.${name} instead.";
    in
    result: warnAbout "args" (warnAbout "check" result);

  # The tree of options with each option replaced by its value.
  valuesOf = mapAttrsRecursiveCond (value: !isOption value) (_: option: option.value);

  # The value that a free-form type makes of all definitions without an option.
  mergeFreeform =
    type: prefix: definitions:
    let
      asSet = definition: {
        inherit (definition) file;
        value = setAttrByPath definition.prefix definition.value;
      };
    in
    if definitions == [ ] then { } else type.merge prefix (map asSet definitions);
in
rec {
  # evalModules :: { modules; prefix?; specialArgs?; class?; }
  #   -> { config; options; _module; graph; extendModules; type; class; }
  # Throws where definitions have no option, unless a free-form type takes them.
  evalModules =
    request@{
      modules,
      prefix ? [ ],
      specialArgs ? { },
      class ? null,
      # Deprecated: `_module.args` and `_module.check`.
      args ? { },
      check ? true,
    }:
    let
      userModules = modules ++ deprecatedModules request;

      internalModule = {
        _file = internalModuleKey;
        key = internalModuleKey;
        options._module = moduleOptions (prefix == [ ]);
        config._module = {
          args = {
            inherit extendModules;
            moduleType = type;
          };
          inherit specialArgs;
        };
      };

      collected = collectModules class (specialArgs.modulesPath or "") (
        userModules ++ [ internalModule ]
      ) moduleArguments;

      moduleArguments = {
        inherit lib options specialArgs;
        _class = class;
        _prefix = prefix;
        config = addErrorContext recursionHint config;
      }
      // specialArgs;

      merged = mergeModules prefix (reverseList collected.modules);
      options = merged.matchedOptions;

      declared = valuesOf options;
      freeformType = declared._module.freeformType;

      # Options and free-form values never have a path in common: nothing is overwritten.
      config =
        if freeformType == null then
          declared
        else
          recursiveUpdate (mergeFreeform freeformType prefix merged.unmatchedDefns) declared;

      checkUnmatched =
        if config._module.check && freeformType == null && merged.unmatchedDefns != [ ] then
          throwUnmatched prefix options (head merged.unmatchedDefns)
        else
          null;
      checked = seq checkUnmatched;

      # extendModules :: { modules?; specialArgs?; prefix?; } -> as evalModules
      extendModules =
        extension@{
          modules ? [ ],
          specialArgs ? { },
          prefix ? [ ],
        }:
        evalModules (
          request
          // {
            modules = userModules ++ modules;
            specialArgs = request.specialArgs or { } // specialArgs;
            prefix = extension.prefix or request.prefix or [ ];
          }
        );

      type = types.submoduleWith { inherit modules specialArgs class; };
    in
    warnDeprecated request {
      _type = "configuration";
      options = checked options;
      config = checked (removeAttrs config [ "_module" ]);
      _module = checked config._module;
      inherit (collected) graph;
      inherit extendModules type class;
    };

  fixMergeModules =
    modules: args:
    evalModules {
      inherit modules args;
      check = false;
    };
}
