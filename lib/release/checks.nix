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
  inherit (import ./defaults.nix) unknownScopes;
  inherit (import ../places.nix) placeOf showPlace;

  checkObject = import ./check-object.nix;

  # The first transformer that made an unfit object of a fit one.
  blame =
    object:
    let
      isUnfit = step: checkObject { } object.location step.manifest != [ ];
      unfit = filter isUnfit (object.steps or [ ]);
    in
    if unfit == [ ] then "" else " as ${(head unfit).by} returns it";

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
  # as default.nix takes them
  defaults,
  # name → files that define it
  filesOf,
  # as flatten.nix returns them, with their identities
  objects,
}:
let
  problems = concatMap (
    object:
    checkObject {
      files = filesOf object.name;
      by = blame object;
    } object.location object.manifest
  ) objects;
  twins = filter (group: length group > 1) (twinsOf objects);
in
if problems != [ ] then
  problems
else
  unknownScopes defaults filesOf objects ++ map (describeTwins filesOf) twins
