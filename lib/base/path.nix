# Paths and subpaths. A subpath is a relative path that stays below its start.
{ lib }:

let
  inherit (builtins)
    all
    dirOf
    filter
    isPath
    isString
    match
    split
    storeDir
    typeOf
    ;
  inherit (lib)
    assertMsg
    concatMap
    concatStringsSep
    drop
    findFirst
    hasPrefix
    head
    imap0
    length
    ;
  startsWith = lib.lists.hasPrefix;

  # Why a value is no subpath, or null.
  problem =
    value:
    if !isString value then
      "The given value is of type ${typeOf value}, but a string was expected"
    else if value == "" then
      "The given string is empty"
    else if hasPrefix "/" value then
      ''The given string "${value}" starts with a `/`, representing an absolute path''
    else if match "(.*/)?[.][.](/.*)?" value != null then
      ''The given string "${value}" contains a `..` component, which is not allowed in subpaths''
    else
      null;

  isValid = value: problem value == null;

  requireValid =
    what: value: result:
    assert assertMsg (isValid value) "${what} is not a valid subpath string:\n    ${problem value}";
    result;

  requirePath =
    what: value: result:
    assert assertMsg (isPath value) "${what} is of type ${typeOf value}, but a path was expected";
    result;

  # "./a//b/." → [ "a" "b" ]
  components =
    text:
    filter (part: isString part && part != "" && part != ".") (split "/" text);

  join = parts: if parts == [ ] then "./." else "./${concatStringsSep "/" parts}";

  # { root; components; }
  deconstruct =
    let
      walk =
        parts: path:
        if dirOf path == path then
          {
            root = path;
            components = parts;
          }
        else
          walk ([ (baseNameOf path) ] ++ parts) (dirOf path);
    in
    walk [ ];

  storeComponents = components storeDir;

  # Both paths taken apart; they must be on one filesystem.
  compare =
    function: path1: path2: use:
    let
      parts1 = deconstruct path1;
      parts2 = deconstruct path2;
    in
    requirePath "lib.path.${function}: First argument" path1 (
      requirePath "lib.path.${function}: Second argument" path2 (
        assert assertMsg (parts1.root == parts2.root) ''
          lib.path.${function}: Filesystem roots must be the same for both paths, but paths with different roots were given:
              first argument: "${toString path1}" with root "${toString parts1.root}"
              second argument: "${toString path2}" with root "${toString parts2.root}"'';
        use parts1.components parts2.components
      )
    );
in
{
  # append ./a "b/c" = ./a/b/c
  append =
    path: subpath:
    requirePath "lib.path.append: The first argument" path (
      requireValid "lib.path.append: Second argument" subpath (path + "/${subpath}")
    );

  hasPrefix = path1: path2: compare "hasPrefix" path1 path2 startsWith;

  # removePrefix /a /a/b/c = "./b/c"
  removePrefix =
    path1: path2:
    compare "removePrefix" path1 path2 (
      prefix: whole:
      if startsWith prefix whole then
        join (drop (length prefix) whole)
      else
        throw ''lib.path.removePrefix: The first path argument "${toString path1}" is not a component-wise prefix of the second path argument "${toString path2}".''
    );

  # splitRoot /a/b = { root = /.; subpath = "./a/b"; }
  splitRoot =
    path:
    let
      parts = deconstruct path;
    in
    requirePath "lib.path.splitRoot: Argument" path {
      inherit (parts) root;
      subpath = join parts.components;
    };

  # Is it a store path or below one? Also true for outputs whose hash is not known yet.
  hasStorePathPrefix =
    path:
    let
      parts = (deconstruct path).components;
      inStore = drop (length storeComponents) parts;
    in
    requirePath "lib.path.hasStorePathPrefix: Argument" path (
      (startsWith storeComponents parts && inStore != [ ] && match ".{32}-.+" (head inStore) != null)
      || (parts != [ ] && match "[0-9a-z]{52}" (head parts) != null)
    );

  subpath = {
    inherit isValid;

    join =
      subpaths:
      let
        report =
          index: value:
          "lib.path.subpath.join: Element at index ${toString index} is not a valid subpath string:\n    ${problem value}";
        errors = imap0 (index: value: if isValid value then null else report index value) subpaths;
      in
      if all isValid subpaths then
        join (concatMap components subpaths)
      else
        throw (findFirst (error: error != null) "" errors);

    components =
      subpath: requireValid "lib.path.subpath.components: Argument" subpath (components subpath);

    normalise =
      subpath: requireValid "lib.path.subpath.normalise: Argument" subpath (join (components subpath));
  };
}
