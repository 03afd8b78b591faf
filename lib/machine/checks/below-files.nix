# What lies below a file or a link, and not in a directory: Ignition cannot make it.
{ lib }:
let
  inherit (builtins)
    concatMap
    elem
    filter
    head
    isAttrs
    isList
    isString
    length
    toJSON
    ;
  inherit (lib) concatStringsSep optional showOption splitString take;

  pathsOf =
    ignition: kind:
    let
      list = lib.attrByPath [ "storage" kind ] null ignition;
    in
    if isList list then
      map (node: node.path) (filter (node: isAttrs node && isString (node.path or null)) list)
    else
      [ ];

  # Of "/a/b/c": "/a" and "/a/b".
  parentsOf =
    path:
    let
      names = splitString "/" path;
    in
    map (count: concatStringsSep "/" (take count names)) (lib.range 2 (length names - 1));

  sentence =
    { machine, option, ... }:
    path: parent:
    if machine.files ? ${path} then
      "${option}.files.${showOption [ path ]} lies below ${toJSON parent}, which is no directory. Write another name."
    else if machine.files ? ${parent} then
      "${option}.files.${showOption [ parent ]} is no directory, and ${toJSON path} lies below it. Write another name."
    else
      "${option}.ignition.extra.storage has ${toJSON path} below ${toJSON parent}, which is no directory. Write another name.";
in
{ derived, ... }@view:
let
  leaves = concatMap (pathsOf derived.ignition) [ "files" "links" ];
  check =
    path:
    let
      found = filter (parent: elem parent leaves) (parentsOf path);
    in
    optional (found != [ ]) (sentence view path (head found));
in
concatMap check (leaves ++ pathsOf derived.ignition "directories")
