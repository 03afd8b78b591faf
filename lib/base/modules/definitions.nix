# Definitions: from all that modules say about one option to its value.
{ lib, internal }:

let
  inherit (builtins)
    all
    any
    concatMap
    filter
    head
    isAttrs
    length
    mapAttrs
    ;
  inherit (lib)
    addErrorContext
    showFiles
    showOption
    warn
    zipAttrs
    ;
  inherit (lib.options) showDefs;
  inherit (internal)
    defaultOverridePriority
    dischargeProperties
    filterOverrides'
    mkOptionDefault
    pushDownProperties
    sortProperties
    ;

  refuseIncoherence = import ../types/coherence.nix { inherit lib; };

  whileReading = file: addErrorContext "while evaluating definitions from `${file}':";

  # Evaluates conditions: one definition may become none or several.
  normalize =
    definition:
    map (
      value:
      if value._type or null == "definition" then
        value
      else
        {
          inherit (definition) file;
          inherit value;
        }
    ) (whileReading definition.file (dischargeProperties definition.value));

  # The definitions that count, in their order: { values; highestPrio; }
  settle =
    definitions:
    let
      first = head definitions;
    in
    if length definitions == 1 && whileReading first.file (!(first.value ? _type)) then
      {
        values = definitions;
        highestPrio = defaultOverridePriority;
      }
    else
      let
        strongest = filterOverrides' (concatMap normalize definitions);
        isOrdered = any (definition: definition.value._type or "" == "order") strongest.values;
      in
      {
        inherit (strongest) highestPrio;
        values = if isOrdered then sortProperties strongest.values else strongest.values;
      };

  wrongType =
    loc: type: details:
    throw "A definition for option `${showOption loc}' is not of type `${type.description}'. ${details}";
in
rec {
  # mergeDefinitions :: loc -> type -> [ { file; value; } ]
  #   -> { mergedValue; isDefined; optionalValue = { value?; }; defsFinal; defsFinal'; checkedAndMerged; }
  # A type's `merge.v2`, where it has one, checks and merges in one step.
  mergeDefinitions =
    loc: type: definitions:
    let
      settled = settle definitions;
      final = settled.values;
      isDefined = final != [ ];
      checksItself = type.merge ? v2;

      checked =
        if checksItself then
          # Written out here: this is the hottest place of an evaluation.
          if type.check.isV2MergeCoherent or false then
            type.merge.v2 {
              inherit loc;
              defs = final;
            }
          else
            refuseIncoherence loc type
        else
          {
            headError = null;
            value = mergedValue;
            valueMeta = { };
          };

      mergedValue =
        if !isDefined then
          type.emptyValue.value
            or (throw "The option `${showOption loc}' was accessed but has no value defined. Try setting the option.")
        else if checksItself then
          if checked.headError or null == null then
            checked.value
          else
            wrongType loc type "TypeError: ${checked.headError.message}"
        else if all (definition: type.check definition.value) final then
          type.merge loc final
        else
          wrongType loc type "Definition values:${
            showDefs (filter (definition: !type.check definition.value) final)
          }";
    in
    {
      inherit mergedValue isDefined;
      defsFinal = final;
      defsFinal' = settled;
      optionalValue = if isDefined then { value = mergedValue; } else { };
      checkedAndMerged =
        if checksItself then
          checked
          // {
            valueMeta = checked.valueMeta // {
              _internal = { inherit type; };
            };
          }
        else
          checked;
    };

  # evalOptionValue :: loc -> merged declaration -> [ { file; value; } ] -> option with its value
  evalOptionValue =
    loc: option: definitions:
    let
      withDefault =
        if option ? default then
          [
            {
              file = head option.declarations;
              value = mkOptionDefault option.default;
            }
          ]
          ++ definitions
        else
          definitions;

      evaluated = map (
        definition:
        definition // { value = (mergeDefinitions loc option.type [ definition ]).mergedValue; }
      ) withDefault;

      merged =
        if option.readOnly or false && length withDefault > 1 then
          throw "The option `${showOption loc}' is read-only, but it's set multiple times. Definition values:${showDefs evaluated}"
        else
          mergeDefinitions loc option.type withDefault;

      value =
        if option ? apply then option.apply merged.mergedValue else merged.mergedValue;

      deprecation = option.type.deprecationMessage;
      warnDeprecation =
        if deprecation == null then
          option
        else
          warn "The type `types.${option.type.name}' of option `${showOption loc}' defined in ${showFiles option.declarations} is deprecated. ${deprecation}" option;
    in
    warnDeprecation
    // {
      value = addErrorContext "while evaluating the option `${showOption loc}':" value;
      inherit (merged) isDefined;
      inherit (merged.defsFinal') highestPrio;
      definitions = map (definition: definition.value) merged.defsFinal;
      files = map (definition: definition.file) merged.defsFinal;
      definitionsWithLocations = merged.defsFinal;
      inherit (merged.checkedAndMerged) valueMeta;
      __toString = _: showOption loc;
    };

  # The values of an option of type attrsOf, each with its own priority: { name = { value; highestPrio; }; }
  mergeAttrDefinitionsWithPrio =
    option:
    let
      spread =
        definition:
        map (mapAttrs (_: value: definition // { inherit value; })) (pushDownProperties definition.value);
      byName = zipAttrs (concatMap spread option.definitionsWithLocations);
    in
    assert option.type.name == "attrsOf" || option.type.name == "lazyAttrsOf";
    mapAttrs (
      name: definitions:
      let
        merged = mergeDefinitions (option.loc ++ [ name ]) option.type.nestedTypes.elemType definitions;
      in
      {
        value = merged.mergedValue;
        inherit (merged.defsFinal') highestPrio;
      }
    ) byName;
}
