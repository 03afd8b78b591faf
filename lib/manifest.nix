# The option types `manifest` and `manifests`.
{ lib }:
let
  inherit (builtins)
    addErrorContext
    all
    attrNames
    concatLists
    elemAt
    filter
    genList
    groupBy
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
  inherit (import ./release/identity.nix) isManifestList itemKey;
  inModuleOrder = import ./module-order.nix;
  onlyEqualItems = import ./merge/items.nix;
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

  # A list item as definitions of manifests: { name; file; value; item; },
  # where `item` tells the items of all definitions apart (see merge/items.nix).
  entriesOfItem =
    location: number: index:
    { file, value, ... }:
    let
      place = location ++ [ index ];
      item = elemAt value index;
      settled = part: settle place [ { inherit file; value = part; } ];
      parts = pieces place file item;
      keys = map (part: itemKey place (settled part)) parts;
      whole = itemKey place (settled item);
      entry =
        name: part:
        {
          inherit file name;
          value = part;
        }
        // (if isManifestList place (settled part) then { } else { item = [ number index ]; });
    in
    if parts == [ ] then
      [ ]
    else if all isString keys then
      genList (part: entry (elemAt keys part) (elemAt parts part)) (length parts)
    else
      [ (entry (if isString whole then whole else unnamedItem index number file) item) ];

  entriesOf =
    location: number: definition:
    if isList definition.value then
      concatLists (
        genList (index: entriesOfItem location number index definition) (length definition.value)
      )
    else
      map (name: {
        inherit name;
        inherit (definition) file;
        value = definition.value.${name};
      }) (attrNames definition.value);

  # name → entries
  entriesByName =
    location: definitions:
    groupBy (entry: entry.name) (
      concatLists (
        genList (number: entriesOf location number (elemAt definitions number)) (length definitions)
      )
    );

  # From a way to merge and entries by name to manifests.
  mergeEntries =
    merge: location: byName:
    let
      settled = mapAttrs (
        name: entries: map (checkManifest (location ++ [ name ])) (settle (location ++ [ name ]) entries)
      ) byName;
      isRemoved = name: all (definition: definition.value == null) settled.${name};
      # In the words of the module system, so that errors of what is in a manifest name it.
      mergeOne =
        location: entries:
        addErrorContext "while evaluating the option `${showPlace location}':" (
          merge location (onlyEqualItems location entries)
        );
    in
    mapAttrs (name: mergeOne (location ++ [ name ])) (
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
    merge =
      location: definitions:
      mergeEntries merge location (entriesByName location (inModuleOrder definitions));
    emptyValue.value = { };
  };

  # From a location and definitions to what a release needs beside the value.
  inspect =
    location: definitions:
    let
      byName = entriesByName location definitions;
    in
    {
      # From the name of a manifest to the files that define it.
      filesOf = name: map (entry: entry.file) (byName.${name} or [ ]);

      # The manifests by name, encoded.
      encoded = mergeEntries (import ./merge/encoded.nix) location byName;
    };
}
