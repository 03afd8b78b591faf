# How messages name the place of a value: option path, file, kind of value.
#
# A location is a list of attribute names, list indices (integers) and
# `{ label; }` for an element of a list that is known by its merge key.
let
  inherit (builtins)
    any
    concatStringsSep
    elem
    filter
    head
    isInt
    isString
    match
    stringLength
    substring
    tail
    toJSON
    typeOf
    ;

  # A list item without an identity is kept under a name of this form.
  unnamedItem = index: definition: file: "[${toString index}] in ${toString definition} of ${file}";

  showName =
    name:
    let
      unnamed = match "(\\[[0-9]+]) in .*" name;
    in
    if match "[a-zA-Z_][a-zA-Z0-9_'-]*" name != null then
      ".${name}"
    else if unnamed != null then
      head unnamed
    else
      ".${toJSON name}";

  showPart =
    part:
    if isString part then
      showName part
    else if isInt part then
      "[${toString part}]"
    else
      "[${part.label}]";

  # Such as `kubernixos.manifests.web.spec.containers[0].image`.
  showPlace =
    location:
    let
      text = concatStringsSep "" (map showPart location);
    in
    substring 1 (stringLength text) text;

  kinds = {
    bool = "a Boolean";
    float = "a number with a fraction";
    int = "an integer";
    lambda = "a function";
    list = "a list";
    null = "null";
    path = "a Nix path";
    set = "an attribute set";
    string = "a string";
  };

  showKind = value: kinds.${typeOf value} or "a value of type ${typeOf value}";

  # Fields whose values may be secret: messages show their kind only.
  private = [
    "data"
    "env"
    "stringData"
  ];

  # Never within a character: what is no ASCII is dropped from the cut.
  shorten =
    text:
    let
      cut = match "(.*[ -~])[^ -~]*" (substring 0 77 text);
    in
    if stringLength text <= 80 then
      text
    else if cut == null then
      "a string"
    else
      "${head cut}...";

  showValue =
    location: value:
    if
      any (part: isString part && elem part private) location
      || !elem (typeOf value) [
        "bool"
        "float"
        "int"
        "null"
        "string"
      ]
    then
      showKind value
    else
      shorten (toJSON value);

  showDefinitions =
    location: definitions:
    concatStringsSep "" (
      map (definition: "\n- in ${definition.file}: ${showValue location definition.value}") definitions
    );

  unique = builtins.foldl' (seen: value: if elem value seen then seen else seen ++ [ value ]) [ ];

  # " (in a.nix and b.nix)", or nothing where no file is known.
  showFiles =
    files:
    let
      known = unique (filter (file: file != "<unknown-file>") files);
    in
    if known == [ ] then "" else " (in ${concatStringsSep " and " known})";

  # A field of a manifest in a sentence, which is a list of these and of texts:
  # the command line can tell the lines of its definitions instead of the files.
  placeOf = location: files: {
    files = unique files;
    field = fieldOf location;
  };

  # A location below `kubernixos.manifests`.
  fieldOf = location: tail (tail location);

  showSentence =
    parts: concatStringsSep "" (map (part: if isString part then part else showFiles part.files) parts);
in
{
  inherit
    fieldOf
    placeOf
    showDefinitions
    showFiles
    showKind
    showPlace
    showSentence
    unique
    unnamedItem
    ;
}
