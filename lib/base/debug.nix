# Printing values during evaluation, and tests.
{ lib }:

let
  inherit (builtins)
    attrNames
    concatMap
    deepSeq
    elem
    isAttrs
    isList
    mapAttrs
    substring
    ;
  inherit (lib)
    concatMapStringsSep
    const
    foldl'
    id
    length
    ;
  inherit (lib.generators) toPretty;

  # Replaces everything that is more than `depth` levels deep by a short sign.
  cutAt =
    depth: value:
    let
      sign = text: {
        __pretty = const text;
        val = value;
      };
    in
    if depth == 0 then
      (
        if isList value then
          sign "[…]"
        else if isAttrs value then
          sign "{…}"
        else
          value
      )
    else if isList value then
      map (cutAt (depth - 1)) value
    else if isAttrs value then
      mapAttrs (_: cutAt (depth - 1)) value
    else
      value;
in
rec {
  inherit (builtins) addErrorContext trace unsafeGetAttrPos;

  traceIf =
    condition: message: value:
    if condition then trace message value else value;

  traceValFn = f: value: trace (f value) value;

  traceVal = traceValFn id;

  traceSeq = message: trace (deepSeq message message);

  traceSeqN =
    depth: message: trace (toPretty { allowPrettyValues = true; } (cutAt depth message));

  traceValSeqFn = f: value: traceValFn f (deepSeq value value);

  traceValSeq = traceValSeqFn id;

  traceValSeqNFn =
    f: depth: value:
    traceSeqN depth (f value) value;

  traceValSeqN = traceValSeqNFn id;

  # Prints name, argument and result of a function.
  traceFnSeqN =
    depth: name: f: argument:
    let
      result = f argument;
    in
    traceSeqN (depth + 1) {
      fn = name;
      from = argument;
      to = result;
    } result;

  # runTests :: { testName = { expr; expected; }; tests = [ name ]; } -> [ failure ]
  runTests =
    tests:
    concatMap (
      name:
      let
        test = tests.${name};
        only = tests.tests or [ ];
        selected = if only == [ ] then substring 0 4 name == "test" else elem name only;
      in
      if selected && test.expr != test.expected then
        [
          {
            inherit name;
            inherit (test) expected;
            result = test.expr;
          }
        ]
      else
        [ ]
    ) (attrNames tests);

  # Throws the failures that runTests found, all at once.
  throwTestFailures =
    {
      failures,
      description ? "tests",
      ...
    }:
    let
      show =
        value: builtins.unsafeDiscardStringContext (toPretty { allowPrettyValues = true; } value);
      report = failure: ''
        FAIL ${show failure.name}:
        Expected:
        ${show failure.expected}
        Result:
        ${show failure.result}
      '';
      names = concatMapStringsSep "\n- " (failure: failure.name) failures;
      printed = foldl' (_: failure: traceVal (report failure)) null failures;
    in
    if failures == [ ] then
      null
    else
      throw (
        builtins.seq printed "${toString (length failures)} ${description} failed:\n- ${names}\n\n${builtins.toJSON failures}"
      );

  testAllTrue = expr: {
    inherit expr;
    expected = map (_: true) expr;
  };
}
