# What ignition.extra fetches is pinned, tells no secret to get it, and lies beside the volume of
# secrets, as with `files`.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    filter
    isAttrs
    isList
    isString
    match
    removeAttrs
    substring
    toJSON
    ;
  inherit (lib)
    attrByPath
    hasPrefix
    imap0
    optional
    showOption
    toLower
    ;
  looksSecret = import ../../looks-secret.nix { inherit lib; };

  # [ { at; resource; } ], wherever a set has a source.
  resourcesIn =
    at: value:
    if isList value then
      concatLists (imap0 (index: resourcesIn "${at}[${toString index}]") value)
    else if isAttrs value then
      optional (isString (value.source or null)) {
        inherit at;
        resource = value;
      }
      ++ concatMap (name: resourcesIn "${at}.${showOption [ name ]}" value.${name}) (attrNames value)
    else
      [ ];

  isFetched = source: source != "" && !hasPrefix "data:" (toLower (substring 0 5 source));
  isPinned = resource: isString (attrByPath [ "verification" "hash" ] null resource);

  headersOf =
    { httpHeaders ? null, ... }:
    if isList httpHeaders then
      filter (header: isAttrs header && isString (header.name or null) && isString (header.value or null)) httpHeaders
    else
      [ ];
  isSecret =
    { name, value, ... }:
    match "(proxy-)?authorization|cookie" (toLower name) != null || looksSecret.setting name value;

  withoutConfig =
    extra:
    if isAttrs (extra.ignition or null) then
      extra // { ignition = removeAttrs extra.ignition [ "config" ]; }
    else
      extra;

  # The value of a header is not shown.
  check =
    option:
    { at, resource }:
    optional (isFetched resource.source && !isPinned resource)
      "${at}.verification.hash is not set: whatever is fetched would be taken. Write `verification.hash = \"sha256-…\";`."
    ++ map (
      { name, ... }:
      "${at}.httpHeaders has ${toJSON name}, which looks like a secret that the configuration would show to all. Remove it, and bring what it is for by `${option}.secrets`."
    ) (filter isSecret (headersOf resource));

  pathsOf =
    storage: kind:
    let
      list = if isAttrs storage then storage.${kind} or null else null;
    in
    if isList list then
      filter isString (map (node: if isAttrs node then node.path or null else null) list)
    else
      [ ];
  liesAmongSecrets = path: hasPrefix "/secrets/" "${path}/";
in
{ machine, option, ... }:
let
  at = "${option}.ignition.extra";
  inherit (machine.ignition) extra;
in
# That no other configuration is fetched is checked elsewhere.
concatMap (check option) (resourcesIn at (withoutConfig extra))
++ map (
  path:
  "${at}.storage has ${toJSON path} on the volume of secrets, which nothing can write to. Use another directory, or `${option}.secrets`."
) (
  filter liesAmongSecrets (
    concatMap (pathsOf (extra.storage or null)) [
      "directories"
      "files"
      "links"
    ]
  )
)
