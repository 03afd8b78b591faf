# Nix values as people write them.
{ lib }:

let
  inherit (builtins)
    elem
    filter
    isAttrs
    isBool
    isFloat
    isInt
    isList
    isPath
    isString
    length
    mapAttrs
    replaceStrings
    split
    ;
  inherit (lib)
    addErrorContext
    boolToString
    concatMapStringsSep
    concatStringsSep
    escape
    functionArgs
    init
    isFunction
    last
    mapAttrsToList
    ;
  inherit (lib.strings) escapeNixIdentifier;

  # A change of these would break the set that has them.
  specialNames = [
    "__functor"
    "__functionArgs"
    "__toString"
    "__pretty"
  ];

  showFunction =
    f:
    let
      arguments = mapAttrsToList (name: optional: if optional then "${name}?" else name) (functionArgs f);
    in
    if arguments == [ ] then "<function>" else "<function, args: {${concatStringsSep ", " arguments}}>";

  escapeShort = escape [
    "\\"
    "\""
    "\${"
  ];

  escapeLong =
    replaceStrings
      [
        "\${"
        "''"
      ]
      [
        "''\${"
        "'''"
      ];
in
{
  # Limits the depth of a value: below `depthLimit`, throws or puts "<unevaluated>".
  withRecursion =
    {
      depthLimit,
      throwOnDepthLimit ? true,
    }:
    assert isInt depthLimit;
    let
      cut =
        depth: value:
        if depth <= depthLimit then
          value
        else if throwOnDepthLimit then
          throw "Exceeded maximum eval-depth limit of ${toString depthLimit} while trying to evaluate with `generators.withRecursion'!"
        else
          "<unevaluated>";
      limit =
        depth: value:
        let
          below = child: limit (depth + 1) (cut (depth + 1) child);
        in
        if isAttrs value then
          mapAttrs (name: child: if elem name specialNames then child else below child) value
        else if isList value then
          map below value
        else
          cut (depth + 1) value;
    in
    limit 0;

  # toPretty { } :: value -> string. With `allowPrettyValues`, sets `{ __pretty; val; }` say themselves.
  toPretty =
    {
      allowPrettyValues ? false,
      multiline ? true,
      indent ? "",
    }:
    let
      show =
        margin: value:
        let
          open = if multiline then "\n${margin}  " else " ";
          close = if multiline then "\n${margin}" else " ";
          inner = show "${margin}  ";
          enclose =
            left: right: parts:
            "${left}${open}${concatStringsSep open parts}${close}${right}";

          lines = filter isString (split "\n" value);
          longLines = map escapeLong lines;
          longString =
            "''"
            + open
            + concatStringsSep open (init longLines)
            + (if last longLines == "" then close else open + last longLines)
            + "''";

          showEntry =
            name: child:
            "${escapeNixIdentifier name} = ${
              addErrorContext "while evaluating an attribute `${name}`" (inner child)
            };";
        in
        if isInt value then
          toString value
        else if isFloat value then
          builtins.toJSON value
        else if isString value then
          if multiline && length lines > 1 then
            longString
          else
            "\"${concatMapStringsSep "\\n" escapeShort lines}\""
        else if isBool value then
          boolToString value
        else if value == null then
          "null"
        else if isPath value then
          toString value
        else if isList value then
          if value == [ ] then "[ ]" else enclose "[" "]" (map inner value)
        else if isFunction value then
          showFunction value
        else if isAttrs value then
          if allowPrettyValues && value ? __pretty && value ? val then
            value.__pretty value.val
          else if value == { } then
            "{ }"
          else if value.type or null == "derivation" then
            "<derivation ${value.name or "???"}>"
          else
            enclose "{" "}" (mapAttrsToList showEntry value)
        else
          abort "generators.toPretty: cannot show a value of type ${builtins.typeOf value}";
    in
    show indent;
}
