# attrTag: a set with exactly one of several attributes, each an option of its own.
{ lib, ... }:

let
  inherit (builtins)
    addErrorContext
    attrNames
    concatStringsSep
    head
    intersectAttrs
    isAttrs
    length
    mapAttrs
    unsafeGetAttrPos
    ;
  inherit (lib)
    defaultFunctor
    getFiles
    mkOptionType
    optional
    showFiles
    showOption
    throwIf
    types
    ;
  inherit (lib.modules) evalOptionValue mergeOptionDecls;
  inherit (lib.strings) escapeNixIdentifier escapeNixString;

  tagOf = definition: head (attrNames definition.value);

  showPosition =
    position:
    if position == null then
      ""
    else
      " at ${position.file}:${toString position.line}:${toString position.column}";

  notAnOption =
    value:
    if value._type or null == "option-type" then
      "was a bare type, not wrapped in mkOption."
    else if value ? _type then
      "was of type ${escapeNixString value._type}."
    else
      "was not.";

  # An option knows where it was declared; here that is its place in the set of tags.
  completeTag =
    tags: name: option:
    let
      position = unsafeGetAttrPos name tags;
      tag = escapeNixIdentifier name;
    in
    addErrorContext "while checking that attrTag tag ${tag} is an option with a type${showPosition position}" (
      throwIf (
        option._type or null != "option"
      ) "In attrTag, each tag value must be an option, but tag ${tag} ${notAnOption option}" option
      // {
        declarations = option.declarations or (optional (position != null) position.file);
        declarationPositions = option.declarationPositions or (optional (position != null) position);
      }
    );

  asDeclaration = options: {
    inherit options;
    _file = "<attrTag {...}>";
    pos = null;
  };

  mergeTag =
    name: left: right:
    mergeOptionDecls [ name ] [
      (asDeclaration left)
      (asDeclaration right)
    ]
    // {
      declarations = left.declarations ++ right.declarations;
      declarationPositions = left.declarationPositions ++ right.declarationPositions;
    };
in
{
  attrTag =
    givenTags:
    let
      tags = mapAttrs (completeTag givenTags) givenTags;
      choices = concatStringsSep ", " (map escapeNixIdentifier (attrNames tags));

      mergeChoice =
        loc: definitions:
        let
          choice = tagOf (head definitions);
          select =
            definition:
            if tagOf definition == choice then
              {
                inherit (definition) file;
                value = definition.value.${choice};
              }
            else
              throw "The option `${showOption loc}` is defined both as `${choice}` and `${tagOf definition}`, in ${showFiles (getFiles definitions)}.";
        in
        if tags ? ${choice} then
          {
            ${choice} =
              (evalOptionValue (loc ++ [ choice ]) tags.${choice} (map select definitions)).value;
          }
        else
          throw "The option `${showOption loc}` is defined as ${escapeNixIdentifier choice}, but ${escapeNixIdentifier choice} is not among the valid choices (${choices}). Value ${choice} was defined in ${showFiles (getFiles definitions)}.";
    in
    mkOptionType {
      name = "attrTag";
      description = "attribute-tagged union with choices: ${choices}";
      descriptionClass = "noun";
      check = value: isAttrs value && length (attrNames value) == 1 && tags ? ${head (attrNames value)};
      merge = mergeChoice;
      getSubOptions = prefix: mapAttrs (name: option: option // { loc = prefix ++ [ name ]; }) tags;
      nestedTypes = tags;
      functor = defaultFunctor "attrTag" // {
        type = payload: types.attrTag payload.tags;
        payload = { inherit tags; };
        binOp = left: right: {
          tags =
            left.tags
            // right.tags
            // mapAttrs (name: mergeTag name left.tags.${name}) (intersectAttrs left.tags right.tags);
        };
      };
    };
}
