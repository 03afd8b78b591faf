# Modules inside of options.
{ lib, internal }:

let
  inherit (builtins)
    attrNames
    intersectAttrs
    isAttrs
    ;
  inherit (lib)
    defaultFunctor
    isFunction
    last
    mkOptionDefault
    mkOptionType
    optionalAttrs
    setDefaultModuleLocation
    showOption
    toList
    types
    ;
  inherit (lib.modules) evalModules;
  inherit (internal)
    checkDefinitions
    checkingMerge
    coherentCheck
    phrase
    ;

  looksLikeModule = value: isAttrs value || isFunction value || types.path.check value;

  # For two declarations of one submodule option: the value that is set, if they do not contradict.
  agree =
    what: left: right:
    if left == null then
      right
    else if right == null || left == right then
      left
    else
      throw "A submoduleWith option is declared multiple times with conflicting ${what left right}";

  mergeParameters = left: right: {
    modules = left.modules ++ right.modules;
    specialArgs =
      let
        common = attrNames (intersectAttrs left.specialArgs right.specialArgs);
      in
      if common == [ ] then
        left.specialArgs // right.specialArgs
      else
        throw "A submoduleWith option is declared multiple times with the same specialArgs \"${toString common}\"";
    class = agree (
      one: other: "class values \"${toString one}\" and \"${toString other}\"."
    ) (left.class or null) (right.class or null);
    shorthandOnlyDefinesConfig =
      agree (_: _: "shorthandOnlyDefinesConfig values") left.shorthandOnlyDefinesConfig
        right.shorthandOnlyDefinesConfig;
    description = agree (_: _: "descriptions") left.description right.description;
  };
in
{
  submodule =
    modules:
    types.submoduleWith {
      modules = toList modules;
      shorthandOnlyDefinesConfig = true;
    };

  # submoduleWith :: { modules; specialArgs?; shorthandOnlyDefinesConfig?; description?; class?; } -> type
  # With the shorthand, a set is always read as definitions, also where it has names such as `options`.
  submoduleWith =
    {
      modules,
      specialArgs ? { },
      shorthandOnlyDefinesConfig ? false,
      description ? null,
      class ? null,
    }@parameters:
    let
      base = evalModules {
        inherit class specialArgs;
        modules = [ { _module.args.name = mkOptionDefault "‹name›"; } ] ++ modules;
      };

      # The options alone, for documentation, in a setting where not everything may be defined.
      unchecked =
        arguments: base.extendModules (arguments // { modules = [ types.noCheckForDocsModule ]; });

      asModule =
        { file, value }:
        if isAttrs value && shorthandOnlyDefinesConfig == true then
          {
            _file = file;
            config = value;
          }
        else
          setDefaultModuleLocation file value;

      mergeModules =
        { loc, defs }:
        let
          configuration = base.extendModules {
            modules = [ { _module.args.name = last loc; } ] ++ map asModule defs;
            prefix = loc;
          };
        in
        {
          headError = checkDefinitions looksLikeModule defs;
          value = configuration.config;
          valueMeta = { inherit configuration; };
        };

      describe =
        freeformType:
        if freeformType ? description then
          "open submodule of ${
            phrase [
              "noun"
              "composite"
            ] freeformType
          }"
        else
          "submodule";

      inherit (base._module) freeformType;
    in
    mkOptionType {
      name = "submodule";
      description =
        if description == null then describe (unchecked { })._module.freeformType else description;
      check = coherentCheck looksLikeModule;
      merge = checkingMerge mergeModules;
      emptyValue.value = base.config;
      getSubOptions =
        prefix:
        let
          documented = unchecked { inherit prefix; };
          freeform = documented._module.freeformType;
        in
        documented.options
        // optionalAttrs (freeform != null) { _freeformOptions = freeform.getSubOptions prefix; };
      getSubModules = modules;
      substSubModules = modules: types.submoduleWith (parameters // { inherit modules; });
      nestedTypes = optionalAttrs (freeformType != null) { inherit freeformType; };
      functor = defaultFunctor "submodule" // {
        type = types.submoduleWith;
        payload = {
          inherit
            modules
            specialArgs
            shorthandOnlyDefinesConfig
            description
            class
            ;
        };
        binOp = mergeParameters;
      };
    };

  deferredModule = types.deferredModuleWith { };

  # A module that is merged but not evaluated: its value is for `imports` elsewhere.
  deferredModuleWith =
    {
      staticModules ? [ ],
    }@parameters:
    mkOptionType {
      name = "deferredModule";
      description = "module";
      descriptionClass = "noun";
      check = looksLikeModule;
      merge = loc: definitions: {
        imports =
          staticModules
          ++ map (
            definition:
            setDefaultModuleLocation "${definition.file}, via option ${showOption loc}" definition.value
          ) definitions;
      };
      inherit (types.submoduleWith { modules = staticModules; }) getSubOptions getSubModules;
      substSubModules = modules: types.deferredModuleWith (parameters // { staticModules = modules; });
      functor = defaultFunctor "deferredModuleWith" // {
        type = types.deferredModuleWith;
        payload = { inherit staticModules; };
        binOp = left: right: { staticModules = left.staticModules ++ right.staticModules; };
      };
    };
}
