# Small functions about values, numbers, warnings and functions.
{ lib }:

let
  inherit (builtins)
    div
    elem
    fromTOML
    isInt
    isString
    match
    ;
  inherit (lib)
    concatMapStrings
    concatStringsSep
    foldl'
    foldr
    removePrefix
    subtractLists
    toLower
    ;

  callable = f: builtins.isFunction f || (f ? __functor && builtins.isFunction (f.__functor f));

  # Warnings abort where the environment asks for that, as builtins.warn does.
  warningsAbort = elem (builtins.getEnv "NIX_ABORT_ON_WARN") [
    "1"
    "true"
    "yes"
  ];

  escapeCharacter = builtins.fromJSON ''"\u001b"'';
  printWarning =
    color: message:
    builtins.trace "${escapeCharacter}[1;${color}mevaluation warning:${escapeCharacter}[0m ${message}";

  hexDigits = [
    "0"
    "1"
    "2"
    "3"
    "4"
    "5"
    "6"
    "7"
    "8"
    "9"
    "A"
    "B"
    "C"
    "D"
    "E"
    "F"
  ];
in
rec {
  inherit (builtins)
    add
    bitAnd
    bitOr
    bitXor
    ceil
    deepSeq
    floor
    genericClosure
    isBool
    isFloat
    isInt
    lessThan
    pathExists
    readFile
    seq
    sub
    ;

  id = x: x;

  const = x: _: x;

  # pipe :: a -> [ function ] -> b : applies the functions from left to right.
  pipe = foldl' (value: f: f value);

  concat = xs: ys: xs ++ ys;

  "or" = x: y: x || y;

  and = x: y: x && y;

  xor = x: y: x && !y || !x && y;

  mul = x: y: x * y;

  inherit (builtins) div;

  bitNot = x: -1 - x;

  boolToString = value: if value then "true" else "false";

  boolToYesNo = value: if value then "yes" else "no";

  mergeAttrs = left: right: left // right;

  flip =
    f: a: b:
    f b a;

  defaultTo = default: value: if value == null then default else value;

  mapNullable = f: value: if value == null then null else f value;

  min = x: y: if x < y then x else y;

  max = x: y: if x < y then y else x;

  # The remainder has the sign of the dividend, as in C.
  mod = dividend: divisor: dividend - divisor * div dividend divisor;

  # compare :: a -> a -> -1 | 0 | 1
  compare =
    a: b:
    if a < b then
      -1
    else if b < a then
      1
    else
      0;

  # Values that satisfy `predicate` come first; each half has its own comparison.
  splitByAndCompare =
    predicate: compareYes: compareNo: a: b:
    if predicate a then
      (if predicate b then compareYes a b else -1)
    else if predicate b then
      1
    else
      compareNo a b;

  importJSON = file: builtins.fromJSON (builtins.readFile file);

  importTOML = file: fromTOML (builtins.readFile file);

  # warn :: string -> a -> a : prints a warning, then returns the value.
  warn =
    builtins.warn or (
      message: value:
      assert isString message;
      if warningsAbort then
        printWarning "31" message (
          abort "NIX_ABORT_ON_WARN=true; warnings are treated as unrecoverable errors."
        )
      else
        printWarning "35" message value
    );

  warnIf = condition: message: if condition then warn message else id;

  warnIfNot = condition: warnIf (!condition);

  throwIf = condition: message: if condition then throw message else id;

  throwIfNot = condition: throwIf (!condition);

  info = message: builtins.trace "INFO: ${message}";

  showWarnings = warnings: value: foldr warn value warnings;

  checkListOfEnum =
    message: valid: given:
    let
      unexpected = subtractLists valid given;
      show = values: concatStringsSep ", " (map toString values);
    in
    throwIf (
      unexpected != [ ]
    ) "${message}: ${show unexpected} unexpected; valid ones: ${show valid}";

  # Attaches the argument names `args` (name → has a default) to the function `f`.
  setFunctionArgs = f: args: {
    __functor = _: f;
    __functionArgs = args;
  };

  # functionArgs :: function | functor -> { name = has a default; }
  functionArgs =
    f:
    if f ? __functor then
      f.__functionArgs or (builtins.functionArgs (f.__functor f))
    else
      builtins.functionArgs f;

  isFunction = callable;

  mirrorFunctionArgs = f: g: setFunctionArgs g (functionArgs f);

  toFunction = value: if callable value then value else const value;

  fromHexString =
    text:
    let
      valid = match "(0x)?([0-7]?[0-9A-Fa-f]{1,15})" text;
      digits =
        if valid != null then
          builtins.elemAt valid 1
        else
          warn "fromHexString: ${
            lib.generators.toPretty { } text
          } is not a valid input and will be rejected in 26.05" (removePrefix "0x" (toLower text));
    in
    (fromTOML "value=0x${digits}").value;

  toHexString = number: concatMapStrings (builtins.elemAt hexDigits) (toBaseDigits 16 number);

  # toBaseDigits :: int -> int -> [ int ] : most significant digit first.
  toBaseDigits =
    base: number:
    let
      digits =
        rest: if rest < base then [ rest ] else digits (div rest base) ++ [ (mod rest base) ];
    in
    assert isInt base && isInt number;
    assert base >= 2 && number >= 0;
    digits number;

  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";

  inPureEvalMode = !builtins ? currentSystem;

  # What this library imitates; `version` tells it apart from the real one.
  release = "26.11";

  version = "embedded";

  versionSuffix = "";

  nixpkgsVersion = warn "lib.nixpkgsVersion is a deprecated alias of lib.version." version;

  codeName = "Zokor";

  oldestSupportedRelease = 2511;

  oldestSupportedReleaseIsAtLeast = release: release <= oldestSupportedRelease;

  isInOldestRelease = warn "lib.isInOldestRelease is deprecated. Use lib.oldestSupportedReleaseIsAtLeast instead." oldestSupportedReleaseIsAtLeast;
}
