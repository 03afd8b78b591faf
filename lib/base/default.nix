# The embedded library: what modules need of nixpkgs' `lib`, for machines that have no nixpkgs.
#
#   lib = import ./base { };
#
# It behaves as nixpkgs' lib 26.11 does. Names that it lacks exist, and throw where they are used
# (missing.nix). Needs Nix 2.8 or newer, and nothing else.
{ }:

let
  inherit (builtins)
    attrNames
    concatMap
    listToAttrs
    mapAttrs
    ;
  inherit (import ./missing.nix) complete missing;

  # namespace → those of its names that are also names of `lib` itself.
  exports = import ./exports.nix;

  # What is here, by namespace.
  namespaces =
    lib:
    mapAttrs (_: file: import file { inherit lib; }) {
      asserts = ./asserts.nix;
      attrsets = ./attrsets.nix;
      cli = ./cli.nix;
      debug = ./debug.nix;
      filesystem = ./filesystem.nix;
      fixedPoints = ./fixed-points.nix;
      generators = ./generators;
      lists = ./lists.nix;
      meta = ./meta.nix;
      misc = ./misc.nix;
      modules = ./modules;
      options = ./options.nix;
      path = ./path.nix;
      strings = ./strings;
      stringsWithDeps = ./strings-with-deps.nix;
      trivial = ./trivial.nix;
      types = ./types;
      versions = ./versions.nix;
    };

  # lib.NAME for lib.NAMESPACE.NAME.
  exported =
    own:
    listToAttrs (
      concatMap (
        namespace:
        map (name: {
          inherit name;
          value = own.${namespace}.${name} or (missing [ name ]);
        }) exports.${namespace}
      ) (attrNames exports)
    );

  library =
    self:
    let
      own = namespaces self;
    in
    complete [ ] (import ./builtins.nix // exported own // own);

  # A library with a function that adds an overlay to it: `lib.extend (final: prev: { … })`.
  extensible =
    build:
    let
      self = build self // {
        extend =
          overlay:
          extensible (
            final:
            let
              prev = build final;
            in
            prev // overlay final prev
          );
      };
    in
    self;
in
extensible library
