# Options: their declaration, their merging and how they are shown.
{ lib }:

let
  inherit (builtins)
    all
    concatLists
    concatMap
    filter
    head
    isAttrs
    isBool
    isInt
    isList
    isString
    length
    mapAttrs
    match
    tail
    ;
  inherit (lib)
    addErrorContext
    attrByPath
    collect
    concatMapStrings
    concatMapStringsSep
    concatStrings
    concatStringsSep
    foldl'
    id
    isDerivation
    isFunction
    isType
    last
    mergeAttrs
    optional
    optionalAttrs
    optionals
    removeAttrs
    showAttrPath
    splitString
    take
    toList
    types
    ;
  inherit (lib.generators) toPretty withRecursion;
  inherit (lib.strings) escapeNixIdentifier;

  prioritySuggestion = ''
    Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.
  '';

  literal =
    function: type: text:
    if isString text then
      {
        _type = type;
        inherit text;
      }
    else
      throw "${function} expects a string.";

  # A documented value as text.
  renderOptionValue =
    value:
    if value ? _type && value ? text then
      value
    else
      literalExpression (
        toPretty {
          multiline = true;
          allowPrettyValues = true;
        } value
      );

  literalExpression = literal "literalExpression" "literalExpression";
  literalMD = literal "literalMD" "literalMD";

  # At most this many lines of a definition are shown in an error.
  shownLines = 5;
in
rec {
  inherit literalExpression literalMD renderOptionValue;

  isOption = isType "option";

  # mkOption :: { default?, defaultText?, example?, description?, relatedPackages?, type?, apply?,
  #   internal?, visible?, readOnly? } -> option. Other attributes are errors.
  mkOption =
    {
      default ? null,
      defaultText ? null,
      example ? null,
      description ? null,
      relatedPackages ? null,
      type ? null,
      apply ? null,
      internal ? null,
      visible ? null,
      readOnly ? null,
    }@attributes:
    attributes // { _type = "option"; };

  # A switch that is off.
  mkEnableOption =
    name:
    mkOption {
      type = types.bool;
      default = false;
      example = true;
      description = "Whether to enable ${name}.";
    };

  # An option that holds a package, by default the one called `name` in `pkgs`.
  mkPackageOption =
    pkgs: name:
    {
      nullable ? false,
      default ? name,
      example ? null,
      extraDescription ? "",
      pkgsText ? "pkgs",
    }:
    let
      shownName = if isList name then last name else name;
      path = toList default;
      found = attrByPath path (throw "${showAttrPath path} cannot be found in ${pkgsText}") pkgs;
      exampleText = if isList example then "${pkgsText}.${showAttrPath example}" else example;
    in
    mkOption (
      {
        description = concatStringsSep " " (
          [ "The ${shownName} package to use." ] ++ optional (extraDescription != "") extraDescription
        );
        type = if nullable then types.nullOr types.package else types.package;
      }
      // optionalAttrs (default != null) {
        default = found;
        defaultText = literalExpression "${pkgsText}.${showAttrPath path}";
      }
      // optionalAttrs (default == null && nullable) { default = null; }
      // optionalAttrs (example != null) { example = literalExpression exampleText; }
    );

  # An option that takes every definition and cannot be read.
  mkSinkUndeclaredOptions =
    attributes:
    mkOption (
      {
        internal = true;
        visible = false;
        default = false;
        description = "Sink for option definitions.";
        type = lib.mkOptionType {
          name = "sink";
          check = _: true;
          merge = _loc: _definitions: false;
        };
        apply = _: throw "Option value is not readable because the option is not declared.";
      }
      // attributes
    );

  # How types merge that say nothing else: by the kind of the values.
  mergeDefaultOption =
    loc: definitions:
    let
      values = getValues definitions;
    in
    if length values == 1 then
      head values
    else if all isFunction values then
      argument: mergeDefaultOption loc (map (f: f argument) values)
    else if all isList values then
      concatLists values
    else if all isAttrs values then
      foldl' mergeAttrs { } values
    else if all isBool values then
      builtins.any id values
    else if all isString values then
      concatStrings values
    else if all isInt values && all (value: value == head values) values then
      head values
    else
      throw "Cannot merge definitions of `${showOption loc}'. Definition values:${showDefs definitions}";

  mergeOneOption = mergeUniqueOption { message = ""; };

  # One definition, which `merge` may check further.
  mergeUniqueOption =
    {
      message,
      merge ? _loc: definitions: (head definitions).value,
    }:
    loc: definitions:
    assert definitions != [ ];
    if length definitions == 1 then
      merge loc definitions
    else
      throw "The option `${showOption loc}' is defined multiple times while it's expected to be unique.\n${message}\nDefinition values:${showDefs definitions}\n${prioritySuggestion}";

  # Several definitions of one value.
  mergeEqualOption =
    loc: definitions:
    let
      first = head definitions;
      compare =
        kept: definition:
        if definition.value == first.value then
          kept
        else
          throw "The option `${showOption loc}' has conflicting definition values:${
            showDefs [
              first
              definition
            ]
          }\n${prioritySuggestion}";
    in
    assert definitions != [ ];
    if length definitions == 1 then
      first.value
    else
      (foldl' compare first (tail definitions)).value;

  getValues = map (definition: definition.value);

  getFiles = map (definition: definition.file);

  # showOption [ "a" "b.c" ] = "a.\"b.c\"". Placeholders as in `a.<name>.b` stay.
  showOption =
    let
      show =
        part: if part == "*" || match "<(.*)>" part != null then part else escapeNixIdentifier part;
    in
    concatMapStringsSep "." show;

  showFiles = concatMapStringsSep " and " (file: "`${file}'");

  # One line for each definition, "\n- In `file': value", with the value shortened.
  showDefs =
    let
      pretty =
        value:
        toPretty { } (
          withRecursion {
            depthLimit = 10;
            throwOnDepthLimit = false;
          } value
        );
      showValue =
        text:
        let
          lines = splitString "\n" text;
          shown = take shownLines lines ++ optional (length lines > shownLines) "...";
        in
        if length lines == 1 then ": ${text}" else ":\n    ${concatStringsSep "\n    " shown}";
      show =
        definition:
        let
          # The value may throw; the message about it shall not.
          text = builtins.tryEval (pretty definition.value);
        in
        "\n- In `${definition.file}'${if text.success then showValue text.value else ""}";
    in
    concatMapStrings show;

  showOptionWithDefLocs = option: ''
    ${showOption option.loc}, with values defined in:
    ${concatMapStringsSep "\n" (file: "  - ${file}") option.files}
  '';

  unknownModule = "<unknown-file>";

  literalCode = language: text: literalMD "```${language}\n${text}\n```\n";

  # Derivations as small sets, as old documentation tools want them.
  scrubOptionValue =
    value:
    if isDerivation value then
      {
        type = "derivation";
        drvPath = value.name;
        outPath = value.name;
        inherit (value) name;
      }
    else if isList value then
      map scrubOptionValue value
    else if isAttrs value then
      mapAttrs (_: scrubOptionValue) (removeAttrs value [ "_args" ])
    else
      value;

  # A flat list of what documentation says about each option.
  optionAttrSetToDocList = optionAttrSetToDocList' [ ];

  optionAttrSetToDocList' =
    _prefix: options:
    let
      document =
        option:
        let
          name = showOption option.loc;
          visible = option.visible or true;
          emptyValue = option.type.emptyValue or { };
          hasDefault =
            option ? defaultText
            || option ? default
            || (emptyValue ? value && option.type.getSubModules or null == null);
          subOptions = option.type.getSubOptions option.loc;
        in
        [
          (
            {
              inherit name;
              inherit (option) loc;
              description = option.description or null;
              declarations = filter (file: file != unknownModule) option.declarations;
              internal = option.internal or false;
              visible = if isBool visible then visible else visible == "shallow";
              readOnly = option.readOnly or false;
              type = option.type.description or "unspecified";
            }
            // optionalAttrs (option ? example) {
              example = addErrorContext "while evaluating the example of option `${name}`" (
                renderOptionValue option.example
              );
            }
            // optionalAttrs hasDefault {
              default =
                addErrorContext
                  "while evaluating the ${
                    if option ? defaultText then "defaultText" else "default value"
                  } of option `${name}`"
                  (renderOptionValue (option.defaultText or option.default or emptyValue.value));
            }
            // optionalAttrs (option.relatedPackages or null != null) {
              inherit (option) relatedPackages;
            }
          )
        ]
        ++ optionals (
          (if isBool visible then visible else visible == "transparent") && subOptions != { }
        ) (optionAttrSetToDocList' option.loc subOptions);
    in
    concatMap document (collect isOption options);
}
