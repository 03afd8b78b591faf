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
  inherit (import ./identity.nix) identityOf;
  inherit (import ../places.nix) showFiles showPlace;

  checkObject = import ./check-object.nix;

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
  # name → files that define it
  filesOf,
  # as flatten.nix returns them
  objects,
}:
let
  problems = concatMap (
    object: checkObject (showFiles (filesOf object.name)) object.location object.manifest
  ) objects;
  twins = filter (group: length group > 1) (twinsOf objects);
in
if problems != [ ] then problems else map (describeTwins filesOf) twins
