# Everything that makes a release unfit to be applied, all at once: what is
# wrong with single objects, and if nothing is, objects that are there twice.
let
  inherit (builtins)
    attrValues
    concatMap
    concatStringsSep
    filter
    groupBy
    head
    length
    ;
  inherit (import ./defaults.nix) unknownScopes;
  inherit (import ./identity.nix) identityOf;
  inherit (import ../places.nix) showFiles showPlace;

  checkObject = import ./check-object.nix;

  # The first transformer that made an unfit object of a fit one.
  blame =
    object:
    let
      isUnfit = step: checkObject "" object.location step.manifest != [ ];
      unfit = filter isUnfit (object.steps or [ ]);
    in
    if unfit == [ ] then "" else " as ${(head unfit).by} returns it";

  twinsOf = objects: attrValues (groupBy (object: identityOf object.manifest) objects);

  describeTwins =
    filesOf: twins:
    let
      inherit ((head twins).manifest) kind metadata;
      scope = if (metadata.namespace or null) == null then "" else "${metadata.namespace}/";
      place = object: "${showPlace object.location}${showFiles (filesOf object.name)}";
    in
    "${concatStringsSep " and " (map place twins)} are the same object, ${kind} ${scope}${metadata.name}. Keep one of them, or give them different names or namespaces; to change one from another module, define it under the same name.";
in
{
  # as default.nix takes them
  defaults,
  # name → files that define it
  filesOf,
  # as flatten.nix returns them
  objects,
}:
let
  problems = concatMap (
    object:
    checkObject "${showFiles (filesOf object.name)}${blame object}" object.location object.manifest
  ) objects;
  twins = filter (group: length group > 1) (twinsOf objects);
in
if problems != [ ] then
  problems
else
  unknownScopes defaults filesOf objects ++ map (describeTwins filesOf) twins
