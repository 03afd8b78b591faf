# What there is to say about options, one after the other in the order of
# their names: for the terminal and for the reference.
#
# `lib.optionAttrSetToDocList` writes values otherwise in each version of
# nixpkgs, and some versions fail where a description is missing.
{
  lib,
  # directories whose options are not listed, unless they are below `kubernixos`
  foreign,
  # what options below `kubernixos` are set to, as far as it is to be told
  values,
}:
let
  inherit (builtins)
    any
    attrNames
    concatMap
    deepSeq
    elemAt
    head
    isAttrs
    isBool
    length
    tryEval
    ;
  inherit (lib) hasPrefix isOption showOption;

  showValue = import ./show-value.nix { inherit lib; };

  # An error in a value hides no help, which is wanted the more then.
  showIn =
    set: name:
    let
      shown = showValue set.${name};
      forced = tryEval (deepSeq shown shown);
    in
    if set ? ${name} && forced.success then forced.value else null;

  isOwn = file: !any (directory: hasPrefix "${directory}/" (toString file)) foreign;
  isListed =
    { loc, declarations, ... }: head loc == "kubernixos" || any isOwn declarations;

  valueOf =
    path:
    if length path == 2 && head path == "kubernixos" then showIn values (elemAt path 1) else null;

  describe = option: {
    name = showOption option.loc;
    path = option.loc;
    type = option.type.description or "unspecified value";
    # Older versions of nixpkgs mark their Markdown.
    description = option.description.text or option.description or null;
    default = showIn option (if option ? defaultText then "defaultText" else "default");
    example = showIn option "example";
    readOnly = option.readOnly or false;
    files = map toString (if head option.loc == "kubernixos" then [ ] else option.declarations);
    value = valueOf option.loc;
  };

  # `visible` can also be "shallow", without what is below, and "transparent", with that alone.
  list =
    option:
    let
      visible = if option.internal or false then false else option.visible or true;
      shows = word: if isBool visible then visible else visible == word;
    in
    (if shows "shallow" then [ (describe option) ] else [ ])
    ++ (if shows "transparent" then walk (option.type.getSubOptions option.loc) else [ ]);

  walkOne =
    name: option:
    if name == "_module" || !isAttrs option then
      [ ]
    else if !isOption option then
      walk option
    else if isListed option then
      list option
    else
      [ ];

  walk = options: concatMap (name: walkOne name options.${name}) (attrNames options);
in
walk
