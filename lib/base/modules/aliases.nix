# Options that moved, changed or went away, and options that follow others.
{ lib, internal }:

let
  inherit (builtins) filter;
  inherit (lib)
    any
    attrByPath
    foldl'
    getAttrFromPath
    id
    mkOption
    oldestSupportedReleaseIsAtLeast
    optional
    optionalAttrs
    recursiveUpdate
    setAttrByPath
    showFiles
    showOption
    trace
    types
    warn
    warnIf
    ;
  inherit (internal)
    defaultOverridePriority
    mkIf
    mkMerge
    mkOverride
    ;

  obsolete =
    from: to: "Obsolete option `${showOption from}' is used. It was renamed to `${showOption to}'.";

  # The value of a merged option that nobody has set.
  unset = "_mkMergedOptionModule";
in
rec {
  mkAliasDefinitions = mkAliasAndWrapDefinitions id;

  # Defines another option as `option` is defined; `wrap` puts the definitions in place.
  mkAliasAndWrapDefinitions =
    wrap: option: mkIf option.isDefined (wrap (mkMerge option.definitions));

  mkAliasAndWrapDefsWithPriority =
    wrap: option:
    let
      priority = option.highestPrio or defaultOverridePriority;
    in
    mkIf option.isDefined (wrap (mkMerge (map (mkOverride priority) option.definitions)));

  mkAliasIfDef = warn "Usage of 'mkAliasIfDef' has been deprecated. Use 'mkIf option.isDefined' instead." (
    option: mkIf option.isDefined
  );

  # A definition made of another option's value, with that one's priority.
  mkDerivedConfig =
    option: f: mkOverride (option.highestPrio or defaultOverridePriority) (f option.value);

  # doRename :: { from; to; visible; warn; use; withPriority?; condition?; } -> module
  # `from` becomes an alias of `to`: reads it through `use`, forwards its definitions to it.
  doRename =
    {
      from,
      to,
      visible,
      warn,
      use,
      withPriority ? true,
      condition ? true,
    }:
    { config, options, ... }:
    let
      source = getAttrFromPath from options;
      target = attrByPath to { } options;
      readTarget = attrByPath to (
        abort "Renaming error: option `${showOption to}' does not exist."
      );
      type = target.type or (types.submodule { });
      forward = if withPriority then mkAliasAndWrapDefsWithPriority else mkAliasAndWrapDefinitions;
    in
    {
      options = setAttrByPath from (
        mkOption {
          inherit visible;
          description = "Alias of {option}`${showOption to}`.";
          apply = _: use (readTarget config);
        }
        // optionalAttrs (type != null) { inherit type; }
      );
      config = mkIf condition (mkMerge [
        (optionalAttrs (options ? warnings) {
          warnings =
            optional (warn && source.isDefined)
              "The option `${showOption from}' defined in ${showFiles source.files} has been renamed to `${showOption to}'.";
        })
        (forward (setAttrByPath to) source)
      ]);
    };

  mkAliasOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = true;
      warn = false;
      use = id;
    };

  mkAliasOptionModuleMD = warn "mkAliasOptionModuleMD is deprecated and will be removed in 26.05; please use mkAliasOptionModule." mkAliasOptionModule;

  # As an alias, with a warning wherever the old name is used.
  mkRenamedOptionModule =
    from: to:
    doRename {
      inherit from to;
      visible = false;
      warn = true;
      use = trace (obsolete from to);
    };

  mkRenamedOptionModuleWith =
    {
      from,
      to,
      sinceRelease,
    }:
    let
      isDue = oldestSupportedReleaseIsAtLeast sinceRelease;
    in
    doRename {
      inherit from to;
      visible = false;
      warn = isDue;
      use = warnIf isDue (obsolete from to);
    };

  # An option that fails where it is set: an entry of `assertions`, and an error where it is read.
  mkRemovedOptionModule =
    path: instructions:
    { options, ... }:
    let
      option = getAttrFromPath path options;
    in
    {
      options = setAttrByPath path (mkOption {
        visible = false;
        apply =
          _: throw "The option `${showOption path}' can no longer be used since it's been removed. ${instructions}";
      });
      config.assertions = [
        {
          assertion = !option.isDefined;
          message = ''
            The option definition `${showOption path}' in ${showFiles option.files} no longer has any effect; please remove it.
            ${instructions}
          '';
        }
      ];
    };

  # Makes one option of several old ones: `merge` is given the whole configuration.
  mkMergedOptionModule =
    from: to: merge:
    { config, options, ... }:
    let
      isSet = path: getAttrFromPath path config != unset;
      warning =
        path:
        "The option `${showOption path}' defined in ${showFiles (getAttrFromPath path options).files} has been changed to `${showOption to}' that has a different type. Please read `${showOption to}' documentation and update your configuration accordingly.";
    in
    {
      options = foldl' recursiveUpdate { } (
        map (
          path:
          setAttrByPath path (mkOption {
            visible = false;
            default = unset;
          })
        ) from
      );
      config = {
        warnings = map warning (filter isSet from);
      }
      // setAttrByPath to (mkMerge (optional (any isSet from) (merge config)));
    };

  mkChangedOptionModule = from: mkMergedOptionModule [ from ];
}
