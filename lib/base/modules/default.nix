# The module system. One file for each concern; this one puts them together.
# The files share `internal`: what they offer each other, of which `lib.modules` shows a part.
{ lib }:

let
  inherit (lib) genAttrs getAttrs warn;

  load = file: import file { inherit lib internal; };

  internal =
    load ./properties.nix
    // load ./load.nix
    // load ./imports.nix
    // load ./definitions.nix
    // load ./declarations.nix
    // load ./tree.nix
    // load ./unmatched.nix
    // load ./own-options.nix
    // load ./evaluate.nix
    // load ./aliases.nix
    // load ./messages.nix;

  deprecated = name: warn "External use of `lib.modules.${name}` is deprecated.";

  private = genAttrs [
    "applyModuleArgsIfFunction"
    "dischargeProperties"
    "mergeModules"
    "mergeModules'"
    "pushDownProperties"
    "unifyModuleSyntax"
  ] (name: deprecated name internal.${name})
  // {
    collectModules = deprecated "collectModules" (internal.collectModules null);
  };

  public = getAttrs [
    "defaultOrderPriority"
    "defaultOverridePriority"
    "doRename"
    "evalModules"
    "evalOptionValue"
    "filterOverrides"
    "filterOverrides'"
    "fixMergeModules"
    "fixupOptionType"
    "importApply"
    "importJSON"
    "importTOML"
    "mapDefinitionValue"
    "mergeAttrDefinitionsWithPrio"
    "mergeDefinitions"
    "mergeOptionDecls"
    "mkAfter"
    "mkAliasAndWrapDefinitions"
    "mkAliasAndWrapDefsWithPriority"
    "mkAliasDefinitions"
    "mkAliasIfDef"
    "mkAliasOptionModule"
    "mkAliasOptionModuleMD"
    "mkAssert"
    "mkBefore"
    "mkChangedOptionModule"
    "mkDefault"
    "mkDefinition"
    "mkDerivedConfig"
    "mkFixStrictness"
    "mkForce"
    "mkIf"
    "mkImageMediaOverride"
    "mkMerge"
    "mkMergedOptionModule"
    "mkOptionDefault"
    "mkOrder"
    "mkOverride"
    "mkRemovedOptionModule"
    "mkRenamedOptionModule"
    "mkRenamedOptionModuleWith"
    "mkVMOverride"
    "setDefaultModuleLocation"
    "sortProperties"
  ] internal;
in
private // public
