# Where a field of a merged manifest is written: the positions of the
# definitions that won. Only asked for on errors, by a second evaluation.
#
# A definition (see merge/properties.nix) has a `position` as well here: that
# of its attribute, or of the nearest one around it that is written down.
{ lib }:
let
  inherit (builtins)
    all
    attrValues
    concatLists
    concatMap
    elemAt
    filter
    foldl'
    genList
    head
    isAttrs
    isInt
    isList
    length
    mapAttrs
    stringLength
    substring
    tail
    unsafeGetAttrPos
    ;
  inherit (import ./manifest.nix { inherit lib; }) entriesOf;
  inherit (import ./merge/pair-elements.nix) pairElements;
  inherit (import ./merge/properties.nix) settle;

  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;

  # What functions of the library make is not written there.
  ownPosition = unsafeGetAttrPos "evalModules" lib;
  isOfLibrary = file: ownPosition != null && startsWith "${dirOf ownPosition.file}/" file;

  positionOf =
    name: set:
    let
      position = unsafeGetAttrPos name set;
    in
    if position == null || isOfLibrary position.file then
      null
    else
      # An expression of the command line has its text for its file, or none.
      position // { file = if startsWith "/" position.file then position.file else "MODULES"; };

  orElse = fallback: position: if position == null then fallback else position;

  isBefore = a: b: a.line < b.line || a.line == b.line && a.column < b.column;

  # An element of a list has no position of its own: that of its first attribute.
  firstPosition =
    set:
    foldl' (first: position: if first == null || isBefore position first then position else first) null (
      filter (position: position != null) (attrValues (mapAttrs (name: _: positionOf name set) set))
    );

  element =
    definition:
    if isAttrs definition.value then
      definition // { position = orElse definition.position (firstPosition definition.value); }
    else
      definition;

  attribute =
    name: definition:
    if isAttrs definition.value && definition.value ? ${name} then
      [
        (
          definition
          // {
            value = definition.value.${name};
            position = orElse definition.position (positionOf name definition.value);
          }
        )
      ]
    else
      [ ];

  # The settled definitions of one part below a location; [ ] where nobody defines it.
  below =
    location: part: definitions:
    if !isInt part then
      settle (location ++ [ part ]) (concatMap (attribute part) definitions)
    else if all (definition: isList definition.value) definitions then
      let
        elements = pairElements location definitions;
      in
      if part < length elements then map element (elemAt elements part).settled else [ ]
    else
      [ ];

  descend =
    location: path: definitions:
    let
      next = below location (head path) definitions;
    in
    if path == [ ] || next == [ ] then
      definitions
    else
      descend (location ++ [ (head path) ]) (tail path) next;

  # The definitions of the manifest of a name in one definition of the option.
  entries =
    location: name: definitions: number:
    let
      definition = elemAt definitions number;
      place =
        entry:
        if isList definition.value then
          element (entry // { position = null; })
        else
          entry // { position = positionOf name definition.value; };
    in
    map place (filter (entry: entry.name == name) (entriesOf location number definition));

  show =
    { file, position, ... }:
    if position != null then
      position
    else
      {
        inherit file;
        line = null;
        column = null;
      };

  unique = foldl' (seen: value: if builtins.elem value seen then seen else seen ++ [ value ]) [ ];
in
/*
  From the location and the definitions of `kubernixos.manifests` and a field,
  which is the name of a manifest and then attribute names and indices of the
  merged lists, to { file; line; column; } of each definition that won. Where nobody
  defines the field, that is where what should hold it is written. `line` and
  `column` are null where Nix knows only the file, such as in JSON that was read.
*/
location: definitions: field:
let
  name = head field;
  place = location ++ [ name ];
  manifest = settle place (
    concatLists (genList (entries location name definitions) (length definitions))
  );
in
unique (map show (descend place (tail field) manifest))
