# Names that nixpkgs' lib has and this library lacks: they exist, and throw where they are used.
# So nothing is ever taken for something else, and the error says what to do.

let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    listToAttrs
    match
    ;

  # namespace, written "a.b" → the names in it.
  names = import ./names.nix;

  missing =
    path:
    throw "`lib.${concatStringsSep "." path}' is not in the embedded library that stands in for nixpkgs' lib here. Supply nixpkgs: set `network.lib' or `network.pkgs' in the hostgroup file, or PACKAGES, or put nixpkgs into NIX_PATH (nixpkgs=PATH).";

  # Namespaces directly below one: "" → [ "types" … ], "types" → [ "ints" "numbers" ].
  children =
    prefix:
    concatMap (
      name:
      let
        found = match "${prefix}([^.]+)" name;
      in
      if found == null then [ ] else found
    ) (attrNames names);

  stubs =
    path: listed:
    listToAttrs (
      map (name: {
        inherit name;
        value = missing (path ++ [ name ]);
      }) listed
    );

  # complete :: [ string ] -> set -> set : adds a stub for each name that is missing, at any depth.
  complete =
    path: own:
    let
      namespace = concatStringsSep "." path;
      below = children (if path == [ ] then "" else "${namespace}[.]");
    in
    stubs path names.${namespace}
    // own
    // listToAttrs (
      map (name: {
        inherit name;
        value = complete (path ++ [ name ]) (own.${name} or { });
      }) below
    );
in
{
  inherit complete missing;
}
