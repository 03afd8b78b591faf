# Merged manifests to what is applied: checked, labelled and encoded.
let
  inherit (builtins)
    hashString
    isString
    mapAttrs
    substring
    toJSON
    ;

  places = import ./places.nix;
  properties = import ./properties.nix;
  identity = import ./identity.nix { inherit properties; };
  encoding = import ./encode.nix;
  flatten = import ./flatten.nix;
  check = import ./checks.nix { inherit identity places; };

  inherit (encoding) encode wrap;

  orEmpty = value: if value == null then { } else value;
in
{
  # attribute set of merged manifests
  manifests,
  # name of the deployment
  deployment,
  # name → files that define it
  filesOf,
  # option path of the manifests
  location ? [
    "kubernixos"
    "manifests"
  ],
}:
let
  objects = map (
    object: object // { parts = mapAttrs (_: encode) (if builtins.isAttrs object.manifest then object.manifest else { }); }
  ) (flatten location manifests);

  # The text of a string counts, not the store paths it refers to.
  checksum = substring 0 62 (
    hashString "sha256" (
      builtins.unsafeDiscardStringContext (toJSON (map (object: wrap object.parts) objects))
    )
  );

  labelMetadata =
    manifest:
    manifest.metadata
    // {
      labels = orEmpty (manifest.metadata.labels or null) // {
        kubernixos = checksum;
      };
      annotations = orEmpty (manifest.metadata.annotations or null) // {
        "kubernixos/owner" = "${deployment}:${identity.identityOf manifest}";
      };
    };
in
{
  inherit checksum;

  # Sentences; nothing below may be used unless there are none.
  errors = check { inherit filesOf objects; };

  # Labelled, as plain Nix values.
  labelled = map (
    object: object.manifest // { metadata = labelMetadata object.manifest; }
  ) objects;

  # Labelled and encoded, each with its option path.
  encoded = map (object: {
    option = places.showPlace object.location;
    manifest = wrap (object.parts // { metadata = encode (labelMetadata object.manifest); });
  }) objects;
}
