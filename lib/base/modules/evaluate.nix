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
      userModules =
        modules
        ++ optional (request ? args) { config._module.args = args; }
        ++ optional (request ? check) { config._module.check = mkDefault check; };

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

      declared = mapAttrsRecursiveCond (value: !isOption value) (_: option: option.value) options;
      freeformType = declared._module.freeformType;
      freeform =
        if merged.unmatchedDefns == [ ] then
          { }
        else
          freeformType.merge prefix (
            map (definition: {
              inherit (definition) file;
              value = setAttrByPath definition.prefix definition.value;
            }) merged.unmatchedDefns
          );

      # Both never have a path in common: nothing is overwritten.
      config = if freeformType == null then declared else recursiveUpdate freeform declared;

      checkUnmatched =
        if
          config._module.check && config._module.freeformType == null && merged.unmatchedDefns != [ ]
        then
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

      warnDeprecated =
        result:
        warnIf (request ? args)
          "The args argument to evalModules is deprecated. Please set config._module.args instead."
          warnIf
          (request ? check)
          "The check argument to evalModules is deprecated. Please set config._module.check instead."
          result;
    in
    warnDeprecated {
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
