# Manifests by name to one list of objects, Lists taken apart.
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    elemAt
    genList
    isAttrs
    isList
    isString
    length
    match
    ;

  # kubectl reads everything that has a field `items` as a List.
  isManifestList = manifest: isAttrs manifest && manifest ? items && listKind manifest != null;

  # "ConfigMap" of "ConfigMapList", "" of "List", null of anything else
  listKind =
    manifest:
    let
      parts = if isString (manifest.kind or null) then match "(.*)List" manifest.kind else null;
    in
    if parts == null then null else builtins.head parts;

  # The items of a typed list may leave out what its kind says.
  complete =
    list: item:
    if listKind list == "" || !isAttrs item then
      item
    else
      (if list ? apiVersion then { inherit (list) apiVersion; } else { })
      // {
        kind = listKind list;
      }
      // item;

  flatten =
    name: location: manifest:
    if isManifestList manifest && (isList manifest.items || manifest.items == null) then
      let
        items = if manifest.items == null then [ ] else manifest.items;
      in
      concatLists (
        genList (
          index:
          flatten name (
            location
            ++ [
              "items"
              index
            ]
          ) (complete manifest (elemAt items index))
        ) (length items)
      )
    else
      [ { inherit location manifest name; } ];
in
/*
  Each object as { name; location; manifest; }: the name of the manifest that
  it comes from, and its own place below that.
*/
location: manifests:
concatMap (name: flatten name (location ++ [ name ]) manifests.${name}) (attrNames manifests)
