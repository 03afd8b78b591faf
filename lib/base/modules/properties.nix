# Properties: sets with a `_type` that say when and how strongly a definition holds.
{ lib, ... }:

let
  inherit (builtins)
    concatMap
    head
    isAttrs
    isBool
    isList
    length
    mapAttrs
    sort
    ;
  inherit (lib)
    foldl'
    id
    warn
    ;

  kind = value: value._type or "";

  # Lower than every priority that is in use.
  weakestPriority = 9999;

  # What is merged, a definition each.
  contentsOf =
    merge:
    if isList merge.contents then
      merge.contents
    else
      throw "`lib.mkMerge` is called with something that is not a list. Write `lib.mkMerge [ … ]`.";

  wrapEach = wrap: value: if isAttrs value then mapAttrs (_: wrap) value else value;
in
rec {
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };

  mkAssert =
    assertion: message:
    mkIf (assertion || throw "\nFailed assertion: ${message}");

  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };

  # A value with the file that it is said to come from.
  mkDefinition = definition@{ file, value, ... }: definition // { _type = "definition"; };

  # Of all definitions of an option only those with the lowest number count.
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };

  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  defaultOverridePriority = 100;
  mkImageMediaOverride = mkOverride 60;
  mkForce = mkOverride 50;
  mkVMOverride = mkOverride 10;

  # Definitions are merged in the order of their numbers.
  mkOrder = priority: content: {
    _type = "order";
    inherit priority content;
  };

  mkBefore = mkOrder 500;
  defaultOrderPriority = 1000;
  mkAfter = mkOrder 1500;

  mkFixStrictness = warn "lib.mkFixStrictness has no effect and will be removed. It returns its argument unmodified, so you can just remove any calls." id;

  # Moves properties from a set to its values, so that the names are known before any condition is.
  # pushDownProperties :: set | property -> [ set ]
  pushDownProperties =
    value:
    if kind value == "merge" then
      concatMap pushDownProperties (contentsOf value)
    else if kind value == "if" then
      map (wrapEach (mkIf value.condition)) (pushDownProperties value.content)
    else if kind value == "override" then
      map (wrapEach (mkOverride value.priority)) (pushDownProperties value.content)
    else
      [ value ];

  # Evaluates the conditions: a list of the values that hold.
  dischargeProperties =
    value:
    let
      type = kind value;
    in
    if type == "merge" then
      concatMap dischargeProperties (contentsOf value)
    else if type == "if" then
      if !isBool value.condition then
        throw "‘mkIf’ called with a non-Boolean condition"
      else if value.condition then
        dischargeProperties value.content
      else
        [ ]
    else
      [ value ];

  filterOverrides = definitions: (filterOverrides' definitions).values;

  # Keeps the strongest definitions: { values; highestPrio; }
  filterOverrides' =
    let
      priorityOf =
        { value, ... }:
        if value._type or "" == "override" then value.priority else defaultOverridePriority;
      strip =
        definition:
        if definition.value._type or "" == "override" then
          definition // { value = definition.value.content; }
        else
          definition;
      stronger =
        best: definition:
        let
          priority = priorityOf definition;
        in
        if priority < best then priority else best;
    in
    definitions:
    let
      highestPrio =
        if length definitions == 1 then
          priorityOf (head definitions)
        else
          foldl' stronger weakestPriority definitions;
    in
    {
      inherit highestPrio;
      values = concatMap (
        definition: if priorityOf definition == highestPrio then [ (strip definition) ] else [ ]
      ) definitions;
    };

  # Sorts by mkOrder; keeps the order of equals.
  sortProperties =
    let
      strip =
        definition:
        if kind definition.value == "order" then
          definition
          // {
            value = definition.value.content;
            inherit (definition.value) priority;
          }
        else
          definition;
      priorityOf = definition: definition.priority or defaultOrderPriority;
    in
    definitions: sort (a: b: priorityOf a < priorityOf b) (map strip definitions);

  # Applies `f` to what the properties enclose.
  mapDefinitionValue =
    f: value:
    let
      inside = mapDefinitionValue f;
    in
    {
      merge = value // {
        contents = map inside value.contents;
      };
      "if" = value // {
        content = inside value.content;
      };
      override = value // {
        content = inside value.content;
      };
      order = value // {
        content = inside value.content;
      };
      definition = value // {
        value = inside value.value;
      };
    }
    .${kind value} or (f value);
}
