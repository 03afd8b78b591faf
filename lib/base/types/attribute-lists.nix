# attrListOf: attributes whose order matters, as a list of sets with one attribute each.
{ lib, internal }:

let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    isAttrs
    isList
    length
    sort
    typeOf
    zipAttrsWith
    ;
  inherit (lib)
    foldl'
    isType
    min
    mkOptionType
    showOption
    types
    ;
  inherit (lib.modules)
    defaultOrderPriority
    defaultOverridePriority
    mergeDefinitions
    mkDefinition
    mkOrder
    mkOverride
    ;
  inherit (lib.options) showDefs;
  inherit (internal)
    checkDefinitions
    checkingMerge
    coherentCheck
    phrase
    ;

  # Takes mkOrder off a value and notes mkOverride: { value; order; priority; }
  readProperties =
    value:
    let
      inner = readProperties value.content;
    in
    if isType "order" value then
      inner // { order = value.priority; }
    else if isType "override" value then
      {
        inherit (inner) order;
        priority = value.priority;
        value = mkOverride value.priority inner.value;
      }
    else
      {
        inherit value;
        order = defaultOrderPriority;
        priority = defaultOverridePriority;
      };

  # One item of a list: a set with one attribute, perhaps inside mkOrder.
  readItem =
    fail: file: given:
    let
      item = if isType "order" given then given.content else given;
      names = attrNames item;
      name = head names;
      read = readProperties item.${name};
    in
    if !isAttrs item then
      fail file given "Each list element must be an attribute set, but got ${typeOf item}"
    else if length names != 1 then
      fail file given
        "Each list element must be a single-key attribute set, but got ${toString (length names)} keys"
    else
      read
      // {
        inherit file name;
        order = if isType "order" given then given.priority else read.order;
      };

  readDefinition =
    fail: definition:
    if isList definition.value then
      map (readItem fail definition.file) definition.value
    else
      map (
        name:
        readProperties definition.value.${name}
        // {
          inherit (definition) file;
          inherit name;
        }
      ) (attrNames definition.value);

  # name → the lowest number that some mkOverride gives it.
  strongest = foldl' (
    best: item:
    best // { ${item.name} = min item.priority (best.${item.name} or defaultOverridePriority); }
  ) { };

  isListOrSet = value: isList value || isAttrs value;
in
rec {
  attrListOf = elemType: attrListWith { inherit elemType; };

  # With `asAttrs`, the value is a set again: the values of each name, merged by `mergeAttrValues`.
  attrListWith =
    {
      elemType,
      asAttrs ? false,
      mergeAttrValues ? _name: values: values,
    }:
    let
      description = "attribute list of ${
        phrase [
          "noun"
          "composite"
        ] elemType
      }";

      mergeItems =
        { loc, defs }:
        let
          fail =
            file: value: problem:
            throw "A definition for option `${showOption loc}' is not of type `${description}'. ${problem}.${
              showDefs [ { inherit file value; } ]
            }";
          all = concatMap (readDefinition fail) defs;
          priorities = strongest all;
          kept = filter (item: item.priority == priorities.${item.name}) all;
          evaluated = map (
            item:
            item
            // {
              result = mergeDefinitions (loc ++ [ item.name ]) elemType [ { inherit (item) file value; } ];
            }
          ) (sort (a: b: a.order < b.order) kept);
          present = filter (item: item.result.optionalValue ? value) evaluated;
          single = item: { ${item.name} = item.result.optionalValue.value; };
          list = map single present;
        in
        {
          headError = checkDefinitions isListOrSet defs;
          value = if asAttrs then zipAttrsWith mergeAttrValues list else list;
          valueMeta = {
            attrList = map (item: item.result.checkedAndMerged.valueMeta) present;
            attrListValue = list;
            definitions = map (
              item:
              mkDefinition {
                inherit (item) file;
                value = mkOrder item.order (single item);
              }
            ) present;
          };
        };
    in
    mkOptionType {
      name = "attrListOf";
      inherit description;
      descriptionClass = "composite";
      check = coherentCheck isListOrSet;
      merge = checkingMerge mergeItems;
      emptyValue.value = if asAttrs then { } else [ ];
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "*" ]);
      inherit (elemType) getSubModules;
      substSubModules =
        modules:
        types.attrListWith {
          inherit asAttrs mergeAttrValues;
          elemType = elemType.substSubModules modules;
        };
      typeMerge = _: null;
      nestedTypes = { inherit elemType; };
    };
}
