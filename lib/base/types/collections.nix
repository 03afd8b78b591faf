# Lists and attribute sets of values of one type.
{ lib, internal }:

let
  inherit (builtins)
    concatLists
    elemAt
    filter
    genList
    isAttrs
    isList
    length
    mapAttrs
    zipAttrsWith
    ;
  inherit (lib)
    filterAttrs
    imap1
    mkOptionType
    types
    ;
  inherit (lib.modules) mergeDefinitions;
  inherit (internal)
    checkDefinitions
    checkingMerge
    coherentCheck
    elemTypeFunctor
    phrase
    ;

  describe = phrase [
    "noun"
    "composite"
  ];

  isSet = evaluation: evaluation.optionalValue ? value;

  # Sets of values to sets of definitions, which know their file.
  addFile =
    definition:
    mapAttrs (_: value: {
      inherit (definition) file;
      inherit value;
    }) definition.value;

  # Both lazy or neither, and at most one placeholder other than "name"; else null.
  mergeParameters =
    left: right:
    let
      elemType = left.elemType.typeMerge right.elemType.functor;
      placeholder =
        if left.placeholder == "name" then
          right.placeholder
        else if right.placeholder == "name" || right.placeholder == left.placeholder then
          left.placeholder
        else
          null;
    in
    if elemType == null || left.lazy != right.lazy || placeholder == null then
      null
    else
      {
        inherit elemType placeholder;
        inherit (left) lazy;
      };
in
rec {
  # Concatenates the definitions. Items may have properties.
  listOf =
    elemType:
    let
      mergeItem =
        loc: definition: definitionIndex: itemIndex:
        mergeDefinitions
          (loc ++ [ "[definition ${toString definitionIndex}-entry ${toString (itemIndex + 1)}]" ])
          elemType
          [
            {
              inherit (definition) file;
              value = elemAt definition.value itemIndex;
            }
          ];
      mergeItems =
        { loc, defs }:
        let
          items = imap1 (
            definitionIndex: definition:
            genList (mergeItem loc definition definitionIndex) (length definition.value)
          ) defs;
          present = filter isSet (concatLists items);
        in
        {
          headError = checkDefinitions isList defs;
          value = map (item: item.optionalValue.value) present;
          valueMeta.list = map (item: item.checkedAndMerged.valueMeta) present;
        };
    in
    mkOptionType {
      name = "listOf";
      description = "list of ${describe elemType}";
      descriptionClass = "composite";
      check = coherentCheck isList;
      merge = checkingMerge mergeItems;
      emptyValue.value = [ ];
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "*" ]);
      inherit (elemType) getSubModules;
      substSubModules = modules: listOf (elemType.substSubModules modules);
      functor = elemTypeFunctor "listOf" { inherit elemType; } // {
        type = payload: types.listOf payload.elemType;
      };
      nestedTypes = { inherit elemType; };
    };

  # Has no value of its own: it must be defined.
  nonEmptyListOf =
    elemType:
    let
      list = types.addCheck (types.listOf elemType) (value: value != [ ]);
    in
    list
    // {
      description = "non-empty ${phrase [ "noun" ] list}";
      emptyValue = { };
      substSubModules = modules: nonEmptyListOf (elemType.substSubModules modules);
    };

  attrsOf = elemType: attrsWith { inherit elemType; };

  # Values may depend on each other; in return, `name = mkIf false …` leaves the name there.
  lazyAttrsOf =
    elemType:
    attrsWith {
      inherit elemType;
      lazy = true;
    };

  attrsWith =
    {
      elemType,
      lazy ? false,
      placeholder ? "name",
    }:
    let
      mergeAttributes =
        { loc, defs }:
        let
          all = zipAttrsWith (name: mergeDefinitions (loc ++ [ name ]) elemType) (map addFile defs);
          present = if lazy then all else filterAttrs (_: isSet) all;
          valueOf =
            if lazy then
              item: item.optionalValue.value or elemType.emptyValue.value or item.mergedValue
            else
              item: item.optionalValue.value;
        in
        {
          headError = checkDefinitions isAttrs defs;
          value = mapAttrs (_: valueOf) present;
          valueMeta.attrs = mapAttrs (_: item: item.checkedAndMerged.valueMeta) present;
        };
    in
    mkOptionType {
      name = if lazy then "lazyAttrsOf" else "attrsOf";
      description = "${if lazy then "lazy " else ""}attribute set of ${describe elemType}";
      descriptionClass = "composite";
      check = coherentCheck isAttrs;
      merge = checkingMerge mergeAttributes;
      emptyValue.value = { };
      getSubOptions = prefix: elemType.getSubOptions (prefix ++ [ "<${placeholder}>" ]);
      inherit (elemType) getSubModules;
      substSubModules =
        modules:
        attrsWith {
          elemType = elemType.substSubModules modules;
          inherit lazy placeholder;
        };
      functor = elemTypeFunctor "attrsWith" { inherit elemType lazy placeholder; } // {
        binOp = mergeParameters;
      };
      nestedTypes = { inherit elemType; };
    };

  # The old name of attrsOf.
  loaOf =
    elemType:
    types.attrsOf elemType
    // {
      name = "loaOf";
      deprecationMessage = "Mixing lists with attribute values is no longer possible; please use `types.attrsOf` instead. See https://github.com/NixOS/nixpkgs/issues/1800 for the motivation.";
      nestedTypes = { inherit elemType; };
    };
}
