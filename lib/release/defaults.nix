# What a release gives to all its objects: a namespace, labels, annotations.
# They touch metadata only, and what a manifest says itself stays.
let
  inherit (builtins)
    attrValues
    filter
    groupBy
    head
    isAttrs
    length
    ;
  inherit (import ../places.nix) placeOf showPlace;
  inherit (import ./scopes.nix) kindOf scopes;

  # Faulty metadata is left to the checks.
  withMetadata =
    change: manifest:
    if isAttrs manifest && isAttrs (manifest.metadata or null) then
      manifest // { metadata = change manifest.metadata; }
    else
      manifest;

  addStrings =
    field: common: metadata:
    let
      own = metadata.${field} or null;
    in
    if common == { } || !(isAttrs own || own == null) then
      metadata
    else
      metadata // { ${field} = common // (if own == null then { } else own); };

  hasNoNamespace = manifest: (manifest.metadata.namespace or null) == null;

  addNamespace =
    namespace: scopeOf: manifest:
    if isAttrs manifest && hasNoNamespace manifest && scopeOf manifest == "Namespaced" then
      withMetadata (metadata: metadata // { inherit namespace; }) manifest
    else
      manifest;

  describeUnknown =
    namespace: filesOf: objects:
    let
      object = head objects;
      kind = kindOf object.manifest;
      others = if length objects == 1 then "" else " and ${toString (length objects - 1)} others of its kind";
      option = ''kubernixos.scopes."${kind}"'';
    in
    [
      (showPlace object.location)
      (placeOf object.location (filesOf object.name))
      ''${others} may need the namespace of kubernixos.namespace, or none: nothing says whether ${kind} lives in a namespace. Write `${option} = "Namespaced";` or `${option} = "Cluster";`, or add the CustomResourceDefinition to the manifests, or `metadata.namespace = "${namespace}";`.''
    ];
in
{
  # From the settings and objects as flatten.nix returns them to the same objects, completed.
  addDefaults =
    { namespace, labels, annotations, declaredScopes, ... }:
    objects:
    let
      scopeOf = scopes declaredScopes (map (object: object.manifest) objects);
      complete =
        manifest:
        withMetadata (metadata: addStrings "annotations" annotations (addStrings "labels" labels metadata)) (
          if namespace == null then manifest else addNamespace namespace scopeOf manifest
        );
    in
    if namespace == null && labels == { } && annotations == { } then
      objects
    else
      map (object: object // { manifest = complete object.manifest; }) objects;

  # Sentences about objects that are fit but for a scope that nobody knows.
  unknownScopes =
    { namespace, declaredScopes, ... }:
    filesOf: objects:
    let
      scopeOf = scopes declaredScopes (map (object: object.manifest) objects);
      isUnknown = object: hasNoNamespace object.manifest && scopeOf object.manifest == null;
      byKind = groupBy (object: kindOf object.manifest) (filter isUnknown objects);
    in
    if namespace == null then [ ] else map (describeUnknown namespace filesOf) (attrValues byKind);
}
