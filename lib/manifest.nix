# The option types `manifest` and `manifests`.
{ lib }:
let
  inherit (builtins)
    all
    attrNames
    attrValues
    concatLists
    concatMap
    elemAt
    filter
    genList
    groupBy
    head
    isAttrs
    isList
    isString
    length
    mapAttrs
    removeAttrs
    ;
  inherit (lib) mkOptionType;

  merge = import ./merge;
  inherit (import ./merge/properties.nix) pieces settle;
  inherit (import ./release/identity.nix) itemKey;
  inherit (import ./places.nix)
    showFiles
    showKind
    showPlace
    unnamedItem
    ;

  checkManifest =
    location: definition:
    if isAttrs definition.value || definition.value == null then
      definition
    else
      throw "${showPlace location}${showFiles [ definition.file ]} is ${showKind definition.value}, not a manifest. Write an attribute set: `{ apiVersion = …; kind = …; metadata.name = …; }`.";

  # A list item as definitions of manifests: { name; file; value; }
  entriesOfItem =
    { file, ... }:
    index: item:
    let
      parts = pieces item;
      keys = map (part: keyOf [ part ]) parts;
      keyOf =
        values: itemKey (concatMap (value: settle [ { inherit file value; } ]) values);
      whole = itemKey (settle [ { inherit file; value = item; } ]);
    in
    if parts == [ ] then
      [ ]
    else if all isString keys then
      genList (part: {
        inherit file;
        name = elemAt keys part;
        value = elemAt parts part;
      }) (length parts)
    else
      [
        {
          inherit file;
          name = if isString whole then whole else unnamedItem index file;
          value = item;
        }
      ];

  entriesOf =
    definition:
    if isList definition.value then
      concatLists (
        genList (
          index: entriesOfItem definition index (elemAt definition.value index)
        ) (length definition.value)
      )
    else
      map (name: {
        inherit name;
        inherit (definition) file;
        value = definition.value.${name};
      }) (attrNames definition.value);

  mergeManifests =
    location: definitions:
    let
      settled = mapAttrs (name: entries: map (checkManifest (location ++ [ name ])) (settle entries)) (
        groupBy (entry: entry.name) (concatMap entriesOf definitions)
      );
      isRemoved = name: all (definition: definition.value == null) settled.${name};
    in
    mapAttrs (name: merge (location ++ [ name ])) (
      removeAttrs settled (filter isRemoved (attrNames settled))
    );
in
{
  # A definition of the option as definitions of manifests: { name; file; value; }
  inherit entriesOf;

  # One Kubernetes manifest.
  manifest = mkOptionType {
    name = "manifest";
    description = "Kubernetes manifest";
    check = isAttrs;
    inherit merge;
    emptyValue.value = { };
  };

  # Manifests by name; a list item gets its identity as its name.
  manifests = mkOptionType {
    name = "manifests";
    description = "attribute set or list of Kubernetes manifests";
    check = value: isAttrs value || isList value;
    merge = mergeManifests;
    emptyValue.value = { };
  };

  # From definitions, a function from the name of a manifest to the files that define it.
  filesOf =
    definitions:
    let
      byName = groupBy (entry: entry.name) (concatMap entriesOf definitions);
    in
    name: map (entry: entry.file) (byName.${name} or [ ]);
}
