# Applies the transformers in their order, each to what the last one returned.
let
  inherit (builtins)
    addErrorContext
    all
    concatMap
    deepSeq
    filter
    foldl'
    isAttrs
    match
    isString
    ;
  inherit (import ../merge/properties.nix) settle;
  inherit (import ../places.nix) showKind showPlace;

  merge = import ../merge;
  isPlain = import ../plain.nix { floats = true; };
  check = import ./check-object.nix { };

  isManifestList =
    manifest: manifest ? items && isString (manifest.kind or null) && match ".*List" manifest.kind != null;

  wayOut = "Return the object, changed or not, or null to leave it out.";

  # What the transformer made of an object, resolved and checked as any definition; null if nothing.
  resolve =
    by: location: returned:
    let
      refuse = what: throw "${by} returns ${what} for ${showPlace location}. ${wayOut}";
      settled = settle location definitions;
      definitions = [
        {
          file = by;
          value = returned;
        }
      ];
      misfits = filter (definition: !isAttrs definition.value) settled;
      merged = if isPlain returned then returned else merge location settled;
    in
    if settled == [ ] then
      refuse "nothing (lib.mkIf)"
    else if all (definition: definition.value == null) settled then
      null
    else if misfits != [ ] then
      refuse "${showKind (builtins.head misfits).value}, not a manifest,"
    else if isManifestList merged then
      refuse "a List, not one object,"
    else
      merged;

  # `steps` remembers what each one returned, for messages.
  apply =
    object:
    { by, function }:
    let
      place = showPlace object.location;
      resolved = resolve by object.location (function object.manifest);
      # Evaluated here and now, so that every error of the function says so.
      manifest = addErrorContext "while ${by} changes ${place}" (deepSeq resolved resolved);
    in
    if object.manifest == null then
      object
    else
      object
      // {
        inherit manifest;
        steps = object.steps ++ [ { inherit by manifest; } ];
      };

  # What is unfit already is left to the checks: a transformer may rely on a name.
  applyAll =
    transformers: object:
    if check object.location object.manifest != [ ] then
      [ object ]
    else
      filter (object: object.manifest != null) [ (foldl' apply (object // { steps = [ ]; }) transformers) ];
in
# transformers: [ { by = words for messages; function; } ]
transformers: objects:
if transformers == [ ] then objects else concatMap (applyAll transformers) objects
