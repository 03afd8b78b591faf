# What tells one Kubernetes object from another.
let
  inherit (builtins)
    all
    concatStringsSep
    filter
    isAttrs
    isList
    isString
    match
    unsafeDiscardStringContext
    ;
  inherit (import ../merge/properties.nix) peek;

  # Keys are names of attributes, which cannot refer to the store.
  join = parts: unsafeDiscardStringContext (concatStringsSep "/" parts);

  isText = value: isString value && value != "";

  # "apps" of "apps/v1"; "" of "v1"
  groupOf =
    apiVersion:
    let
      parts = match "([^/]*)/.*" apiVersion;
    in
    if parts == null then "" else builtins.head parts;
  isManifestList =
    location: definitions:
    let
      kind = peek location [ "kind" ] definitions;
    in
    isText kind && match ".*List" kind != null && isList (peek location [ "items" ] definitions);
in
{
  # Whether the settled definitions of a list item are a List with items.
  inherit groupOf isManifestList;

  /*
    The name under which a list item is merged, from its location and settled
    definitions: apiVersion/kind[/namespace]/name, or null where it does not
    say enough. All Lists of one kind share a name: their items are joined.
  */
  itemKey =
    location: definitions:
    let
      at = path: peek location path definitions;
      apiVersion = at [ "apiVersion" ];
      kind = at [ "kind" ];
      namespace = at [
        "metadata"
        "namespace"
      ];
      name = at [
        "metadata"
        "name"
      ];
      generateName = at [
        "metadata"
        "generateName"
      ];
      parts = [
        apiVersion
        kind
      ]
      ++ filter isText [ namespace ]
      ++ (if isManifestList location definitions then [ ] else [ (if isText name then name else generateName) ]);
    in
    if all (definition: isAttrs definition.value) definitions && all isText parts then
      join parts
    else
      null;

  # group/kind/namespace/name of a whole manifest, the version left out.
  identityOf =
    manifest:
    join [
      (groupOf manifest.apiVersion)
      manifest.kind
      (if isText (manifest.metadata.namespace or null) then manifest.metadata.namespace else "")
      manifest.metadata.name
    ];
}
