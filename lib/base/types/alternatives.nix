# Types that choose between others, or restrict how another one merges.
{ lib, internal }:

let
  inherit (builtins)
    concatStringsSep
    elem
    elemAt
    filter
    head
    isBool
    isInt
    isString
    length
    tail
    typeOf
    ;
  inherit (lib)
    assertMsg
    boolToString
    defaultFunctor
    flip
    foldl'
    getFiles
    mergeEqualOption
    mergeOneOption
    mergeUniqueOption
    mkOptionType
    showFiles
    showOption
    types
    unique
    warn
    ;
  inherit (lib.options) showDefs;
  inherit (internal)
    checkAndMerge
    checkDefinitions
    checkingMerge
    coherentCheck
    elemTypeFunctor
    phrase
    ;

  showValue =
    value:
    if isString value then
      ''"${value}"''
    else if isInt value then
      toString value
    else if isBool value then
      boolToString value
    else
      "<${typeOf value}>";
in
{
  nullOr =
    elemType:
    mkOptionType {
      name = "nullOr";
      description = "null or ${
        phrase [
          "noun"
          "conjunction"
        ] elemType
      }";
      descriptionClass = "conjunction";
      check = value: value == null || elemType.check value;
      merge =
        loc: definitions:
        let
          nulls = filter (definition: definition.value == null) definitions;
        in
        if nulls == [ ] then
          elemType.merge loc definitions
        else if length nulls == length definitions then
          null
        else
          throw "The option `${showOption loc}` is defined both null and not null, in ${showFiles (getFiles definitions)}.";
      emptyValue.value = null;
      inherit (elemType) getSubOptions getSubModules;
      substSubModules = modules: types.nullOr (elemType.substSubModules modules);
      functor = elemTypeFunctor "nullOr" { inherit elemType; } // {
        type = payload: types.nullOr payload.elemType;
      };
      nestedTypes = { inherit elemType; };
    };

  # One of the values. Several declarations allow the values of all.
  enum =
    values:
    mkOptionType {
      name = "enum";
      description =
        if values == [ ] then
          # Other declarations may add some.
          "impossible (empty enum)"
        else if length values == 1 then
          "value ${showValue (head values)} (singular enum)"
        else
          "one of ${concatStringsSep ", " (map showValue values)}";
      descriptionClass = if length values < 2 then "noun" else "conjunction";
      check = flip elem values;
      merge = mergeEqualOption;
      functor = defaultFunctor "enum" // {
        type = payload: types.enum payload.values;
        payload = { inherit values; };
        binOp = left: right: { values = unique (left.values ++ right.values); };
      };
    };

  # All definitions must be of the one type or of the other.
  either =
    left: right:
    let
      mergeWith =
        { loc, defs }@definitions:
        let
          asLeft = checkAndMerge left definitions;
          asRight = checkAndMerge right definitions;
          neither = {
            message = "The option `${showOption loc}` is neither a value of type `${left.description}` nor `${right.description}`, Definition values: ${showDefs defs}";
          };
        in
        if asLeft.headError == null then
          asLeft
        else if asRight.headError == null then
          asRight
        else
          {
            headError = neither;
            valueMeta.headError = neither;
            # Free-form types are not checked: this value is used where one of them is the outermost type.
            value = warn ''
              One or more definitions did not pass the type-check of the 'either' type.
              ${neither.message}
              If `either`, `oneOf` or similar is used in freeformType, ensure that it is preceded by an 'attrsOf' such as: `freeformType = types.attrsOf (types.either t1 t2)`.
              Otherwise consider using the correct type for the option `${showOption loc}`.  This will be an error in Nixpkgs 26.05.
            '' (mergeOneOption loc defs);
          };

      leftPhrase =
        if left.descriptionClass or null == "nonRestrictiveClause" then
          "${left.description}, or "
        else
          "${
            phrase [
              "noun"
              "conjunction"
            ] left
          } or ";
      rightPhrase = phrase (
        if left.descriptionClass or null == "nonRestrictiveClause" then
          [
            "noun"
            "conjunction"
          ]
        else
          [
            "noun"
            "conjunction"
            "composite"
          ]
      ) right;

      functor = elemTypeFunctor "either" {
        elemType = [
          left
          right
        ];
      };
    in
    mkOptionType {
      name = "either";
      description = leftPhrase + rightPhrase;
      descriptionClass = "conjunction";
      check = coherentCheck (value: left.check value || right.check value);
      merge = checkingMerge mergeWith;
      inherit functor;
      typeMerge =
        other:
        let
          mergedLeft = left.typeMerge (elemAt other.payload.elemType 0).functor;
          mergedRight = right.typeMerge (elemAt other.payload.elemType 1).functor;
        in
        if other.name != "either" || mergedLeft == null || mergedRight == null then
          null
        else
          types.either mergedLeft mergedRight;
      nestedTypes = { inherit left right; };
    };

  oneOf =
    alternatives:
    if alternatives == [ ] then
      throw "types.oneOf needs to get at least one type in its argument"
    else
      foldl' types.either (head alternatives) (tail alternatives);

  # coercedTo :: from -> (value -> value) -> to -> type : values of the type `from` are converted.
  coercedTo =
    from: convert: to:
    let
      convertDefinition =
        loc: definition:
        let
          result = checkAndMerge from {
            inherit loc;
            defs = [ definition ];
          };
          isConvertible =
            if from.merge ? v2 then result.headError == null else from.check definition.value;
        in
        if isConvertible then
          definition // { value = convert definition.value; }
        else
          definition;

      check = value: (from.check value && to.check (convert value)) || to.check value;

      mergeConverted =
        { loc, defs }:
        let
          converted = map (convertDefinition loc) defs;
        in
        if to.merge ? v2 then
          checkAndMerge to {
            inherit loc;
            defs = converted;
          }
        else
          {
            value = to.merge loc converted;
            valueMeta = { };
            headError = checkDefinitions check defs;
          };
    in
    assert assertMsg (from.getSubModules == null)
      "coercedTo: coercedType must not have submodules (it’s a ${from.description})";
    mkOptionType {
      name = "coercedTo";
      description = "${phrase [ "noun" ] to} or ${phrase [ "noun" ] from} convertible to it";
      check = coherentCheck check;
      merge = checkingMerge mergeConverted;
      inherit (to) emptyValue getSubOptions getSubModules;
      substSubModules = modules: types.coercedTo from convert (to.substSubModules modules);
      typeMerge = _: null;
      functor = defaultFunctor "coercedTo";
      nestedTypes = {
        coercedType = from;
        finalType = to;
      };
    };

  uniq = types.unique { message = ""; };

  # Only one definition, else an error with the message.
  unique =
    { message }:
    type:
    mkOptionType {
      name = "unique";
      inherit (type)
        description
        descriptionClass
        check
        emptyValue
        getSubOptions
        getSubModules
        ;
      merge = mergeUniqueOption {
        inherit message;
        inherit (type) merge;
      };
      substSubModules = modules: types.uniq (type.substSubModules modules);
      functor = elemTypeFunctor "unique" { elemType = type; } // {
        type = payload: types.unique { inherit message; } payload.elemType;
      };
      nestedTypes.elemType = type;
    };
}
