# Everything that makes a release unfit to be applied, all at once: what is
# wrong with single objects, and if nothing is, objects that are there twice.
# A sentence is a list of texts and places (see ../places.nix).
let
  inherit (builtins)
    attrValues
    concatMap
    filter
    groupBy
    head
    length
    tail
    ;
  inherit (import ../places.nix) placeOf showPlace;

  checkObject = import ./check-object.nix;

  twinsOf = objects: attrValues (groupBy (object: object.identity) objects);

  describeTwins =
    filesOf: twins:
    let
      inherit ((head twins).manifest) kind metadata;
      scope = if (metadata.namespace or null) == null then "" else "${metadata.namespace}/";
      name = object: [
        (showPlace object.location)
        (placeOf object.location (filesOf object.name))
      ];
    in
    join " and " (map name twins)
    ++ [
      " are the same object, ${kind} ${scope}${metadata.name}. Keep one of them, or give them different names or namespaces; to change one from another module, define it under the same name."
    ];

  join =
    separator: lists:
    head lists ++ concatMap (list: [ separator ] ++ list) (tail lists);
in
{
  # name → files that define it
  filesOf,
  # as flatten.nix returns them, with their identities
  objects,
}:
let
  problems = concatMap (
    object: checkObject (filesOf object.name) object.location object.manifest
  ) objects;
  twins = filter (group: length group > 1) (twinsOf objects);
in
if problems != [ ] then problems else map (describeTwins filesOf) twins
