# Everything that makes an object unfit to be applied, all at once.
{ identity, places }:
let
  inherit (builtins)
    attrNames
    attrValues
    concatMap
    concatStringsSep
    filter
    groupBy
    head
    isAttrs
    isString
    length
    match
    ;
  inherit (places) showFiles showKind showPlace;

  checkObject =
    filesOf: object:
    let
      inherit (object) location manifest;
      files = showFiles (filesOf object.name);
      metadata = manifest.metadata or null;

      problem =
        path: what: fix:
        [ "${showPlace (location ++ path)}${files} ${what}. ${fix}" ];

      text =
        value: path: example:
        if value == null then
          problem path "is missing" "Add `${concatStringsSep "." path} = \"${example}\";`."
        else if !isString value then
          problem path "is ${showKind value}, not a string" "Write `\"${example}\"`, for instance."
        else if value == "" then
          problem path "is empty" "Write `\"${example}\"`, for instance."
        else
          [ ];

      apiVersion =
        let
          value = manifest.apiVersion or null;
        in
        if isString value && value != "" && match "[^/]+(/[^/]+)?" value == null then
          problem [ "apiVersion" ] "is no API version" "Write \"v1\" or \"GROUP/VERSION\"."
        else
          text value [ "apiVersion" ] "apps/v1";

      name =
        if (metadata.name or null) == null && metadata ? generateName then
          problem
            [
              "metadata"
              "name"
            ]
            "is missing"
            "generateName cannot be applied, it would make another object at every run: write `metadata.name` instead."
        else
          text (metadata.name or null) [
            "metadata"
            "name"
          ] "web";

      namespace =
        if (metadata.namespace or null) == null then
          [ ]
        else
          text metadata.namespace [
            "metadata"
            "namespace"
          ] "default";

      strings =
        field:
        let
          values = metadata.${field} or null;
          path = [
            "metadata"
            field
          ];
        in
        if values == null then
          [ ]
        else if !isAttrs values then
          problem path "is ${showKind values}, not an attribute set" "Write `${field} = { … };`."
        else
          concatMap (
            key:
            if isString values.${key} then
              [ ]
            else
              problem (path ++ [ key ]) "is ${showKind values.${key}}, not a string" "Write it in quotes."
          ) (attrNames values);

      reserved =
        field: key: use:
        if isAttrs (metadata.${field} or null) && metadata.${field} ? ${key} then
          problem [
            "metadata"
            field
            key
          ] "is already set" "It is reserved: kubernixos writes ${use} there. Remove it."
        else
          [ ];

      items =
        if manifest ? items then
          problem [ "items" ]
            "${
              if match ".*List" (toString (manifest.kind or "")) == null then
                "makes kubectl take this object for a List"
              else
                "is ${showKind manifest.items}, not a list"
            }"
            "Only a List has items, and they are a list of manifests."
        else
          [ ];

      inMetadata =
        if metadata == null then
          problem [ "metadata" ] "is missing" "Add `metadata.name = \"web\";`."
        else if !isAttrs metadata then
          problem [
            "metadata"
          ] "is ${showKind metadata}, not an attribute set" "Write `metadata.name = \"web\";`."
        else
          name
          ++ namespace
          ++ strings "labels"
          ++ strings "annotations"
          ++ reserved "labels" "kubernixos" "the checksum of the release"
          ++ reserved "annotations" "kubernixos/owner" "the owner of the object";
    in
    if !isAttrs manifest then
      problem [ ] "is ${showKind manifest}, not a manifest" "Write an attribute set."
    else if (manifest.kind or null) == "List" && !(manifest ? items) then
      problem [ "items" ] "is missing" "A List has items: write `items = [ … ];`."
    else
      text (manifest.kind or null) [ "kind" ] "Deployment" ++ apiVersion ++ inMetadata ++ items;

  checkDuplicates =
    filesOf: objects:
    let
      twins = filter (group: length group > 1) (
        attrValues (groupBy (object: identity.identityOf object.manifest) objects)
      );
      describe =
        group:
        let
          inherit ((head group).manifest) kind metadata;
          scope = if (metadata.namespace or null) == null then "" else "${metadata.namespace}/";
          place = object: "${showPlace object.location}${showFiles (filesOf object.name)}";
        in
        "${concatStringsSep " and " (map place group)} are the same object, ${kind} ${scope}${metadata.name}. Keep one of them, or give them different names or namespaces; to change one from another module, define it under the same name.";
    in
    map describe twins;
in
{
  # name → files that define it
  filesOf,
  # as flatten.nix returns them
  objects,
}:
let
  single = concatMap (checkObject filesOf) objects;
in
if single != [ ] then single else checkDuplicates filesOf objects
