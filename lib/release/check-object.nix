# What is wrong with one object, as sentences (see ../places.nix).
{
  # that define it
  files ? [ ],
  # words for who made it what it is, if that was no definition
  by ? "",
}:
# its place, and itself
location: manifest:
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    isAttrs
    isString
    match
    ;
  inherit (import ../places.nix) placeOf showKind showPlace;

  metadata = manifest.metadata or null;

  problem =
    path: what: fix:
    let
      place = location ++ path;
    in
    [
      [
        (showPlace place)
        (placeOf place files)
        "${by} ${what}. ${fix}"
      ]
    ];

  requireText =
    path: example: value:
    if value == null then
      problem path "is missing" "Add `${concatStringsSep "." path} = \"${example}\";`."
    else if !isString value then
      problem path "is ${showKind value}, not a string" "Write \"${example}\", for instance."
    else if value == "" then
      problem path "is empty" "Write \"${example}\", for instance."
    else
      [ ];

  checkApiVersion =
    value:
    if isString value && value != "" && match "[^/]+(/[^/]+)?" value == null then
      problem [ "apiVersion" ] "is no API version" "Write \"v1\" or \"GROUP/VERSION\"."
    else
      requireText [ "apiVersion" ] "apps/v1" value;

  checkName =
    let
      path = [
        "metadata"
        "name"
      ];
      name = metadata.name or null;
    in
    if name == null && metadata ? generateName then
      problem path "is missing" "generateName cannot be applied, it would make another object at every run: write `metadata.name` instead."
    else
      requireText path "web" name;

  checkNamespace =
    namespace:
    if namespace == null then
      [ ]
    else
      requireText [
        "metadata"
        "namespace"
      ] "default" namespace;

  # Labels and annotations, of which one is ours to write.
  checkStrings =
    field: reserved: use:
    let
      values = metadata.${field} or null;
      path = [
        "metadata"
        field
      ];
      checkValue =
        key:
        if key == reserved then
          problem (path ++ [ key ]) "is already set" "It is reserved: kubernixos writes ${use} there. Remove it."
        else if isString values.${key} then
          [ ]
        else
          problem (path ++ [ key ]) "is ${showKind values.${key}}, not a string" "Write it in quotes.";
    in
    if values == null then
      [ ]
    else if isAttrs values then
      concatMap checkValue (attrNames values)
    else
      problem path "is ${showKind values}, not an attribute set" "Write `${field} = { … };`.";

  checkMetadata =
    if metadata == null then
      problem [ "metadata" ] "is missing" "Add `metadata.name = \"web\";`."
    else if !isAttrs metadata then
      problem [
        "metadata"
      ] "is ${showKind metadata}, not an attribute set" "Write `metadata.name = \"web\";`."
    else
      checkName
      ++ checkNamespace (metadata.namespace or null)
      ++ checkStrings "labels" "kubernixos" "the checksum of the release"
      ++ checkStrings "annotations" "kubernixos/owner" "the owner of the object";

  # Proper Lists have been taken apart before.
  checkItems =
    let
      isListKind = isString (manifest.kind or null) && match ".*List" manifest.kind != null;
    in
    if !(manifest ? items) then
      [ ]
    else
      problem [ "items" ] (
        if isListKind then
          "is ${showKind manifest.items}, not a list"
        else
          "makes kubectl take this object for a List"
      ) "Only a List has items, and they are a list of manifests.";
in
if !isAttrs manifest then
  problem [ ] "is ${showKind manifest}, not a manifest" "Write an attribute set."
else if (manifest.kind or null) == "List" && !(manifest ? items) then
  problem [ "items" ] "is missing" "A List has items: write `items = [ … ];`."
else
  requireText [ "kind" ] "Deployment" (manifest.kind or null)
  ++ checkApiVersion (manifest.apiVersion or null)
  ++ checkMetadata
  ++ checkItems
