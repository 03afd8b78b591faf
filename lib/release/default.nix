# Merged manifests to what is applied: completed, transformed, checked,
# labelled and encoded.
let
  inherit (builtins)
    hashString
    intersectAttrs
    isAttrs
    length
    mapAttrs
    substring
    toJSON
    unsafeDiscardStringContext
    ;
  inherit (import ../encode.nix) encode isWrapped wrap;
  inherit (import ./identity.nix) identityOf;
  inherit (import ../places.nix)
    fieldOf
    showPlace
    showSentence
    unique
    ;

  inherit (import ./defaults.nix) addDefaults;

  flatten = import ./flatten.nix;
  transform = import ./transform.nix;
  check = import ./checks.nix;

  # What is still as it was merged has been encoded with that, but for the
  # metadata, which defaults change.
  encodeParts =
    encoded:
    { location, manifest, name, ... }@object:
    if !isAttrs manifest then
      { }
    else if length location == 3 && !(object ? steps) && !isWrapped encoded.${name} then
      encoded.${name} // mapAttrs (_: encode) (onlyMetadata manifest)
    else
      mapAttrs (_: encode) manifest;

  onlyMetadata = intersectAttrs { metadata = null; };

  labelMetadata =
    checksum: deployment: { identity, manifest, ... }:
    manifest.metadata
    // {
      labels = orEmpty (manifest.metadata.labels or null) // {
        kubernixos = checksum;
      };
      annotations = orEmpty (manifest.metadata.annotations or null) // {
        "kubernixos/owner" = "${deployment}:${identity}";
      };
    };

  orEmpty = value: if value == null then { } else value;
in
{
  # attribute set of merged manifests
  manifests,
  # the same, encoded
  encoded,
  # name of the deployment
  deployment,
  # name → files that define it
  filesOf,
  # namespace, labels, annotations and declaredScopes
  defaults,
  # as transform.nix takes them
  transformers,
}:
let
  objects =
    map
      (
        object:
        object
        // {
          identity = identityOf object.manifest;
          parts = encodeParts encoded object;
        }
      )
      (
        transform transformers (addDefaults defaults (flatten [ "kubernixos" "manifests" ] manifests))
      );
  label = labelMetadata checksum deployment;
  problems = check { inherit defaults filesOf objects; };

  # The text of a string counts, not the store paths that it refers to.
  checksum = substring 0 62 (
    hashString "sha256" (unsafeDiscardStringContext (toJSON (map (object: wrap object.parts) objects)))
  );
in
{
  inherit checksum;

  # Sentences as texts and places; nothing below may be used unless there are none.
  inherit problems;

  # The same as texts.
  errors = map showSentence problems;

  # Labelled, as plain Nix values.
  labelled = map (object: object.manifest // { metadata = label object; }) objects;

  # Labelled and encoded, each with its option path and the files that define it.
  encoded = map (object: {
    option = showPlace object.location;
    field = fieldOf object.location;
    files = unique (filesOf object.name);
    manifest = wrap (object.parts // { metadata = encode (label object); });
  }) objects;
}
