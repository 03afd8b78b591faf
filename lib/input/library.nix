# The library that evaluates modules, from the first place that has one.
{
  # `network.lib` of the hostgroup, or null
  given,
  # as packages.nix returns it, or null
  packages,
  # directory of a packaged copy, or null
  packaged,
  # whether the embedded library is wanted
  embedded ? false,
}:
let
  inherit (builtins)
    head
    isAttrs
    isPath
    isString
    match
    pathExists
    tail
    tryEval
    unsafeGetAttrPos
    ;

  load =
    given:
    if isString given && match "/.*" given == null then
      refuse "is the string ${builtins.toJSON given}, not a path"
    else if !(isPath given || isString given) then
      given
    else if pathExists (/. + given) then
      import (/. + given)
    else
      refuse "is a path that does not exist, ${toString given}";

  refuse = what: throw "network.lib ${what}. Write `import <nixpkgs/lib>`, or the path of a folder of nixpkgs, `NIXPKGS/lib`, or leave it out.";
  searched = tryEval <nixpkgs/lib>;

  candidates = [
    {
      source = "network.lib";
      exists = given != null;
      lib =
        if isAttrs (load given) && load given ? evalModules then
          load given
        else
          refuse "is no library of nixpkgs: it has no `evalModules`";
    }
    {
      source = packages.source or "PACKAGES";
      exists = packages != null && packages.lib != null;
      inherit (packages) lib;
    }
    {
      source = "<nixpkgs/lib>";
      exists = searched.success && pathExists (searched.value + "/default.nix");
      lib = import searched.value;
    }
    {
      source = "package";
      exists = packaged != null && pathExists (packaged + "/default.nix");
      lib = import (/. + packaged);
    }
    own
  ];

  own = {
    source = "embedded";
    exists = true;
    lib = import ../base { };
  };

  # Later places are not even looked at: packages may refuse this Nix.
  firstOf =
    candidates: if (head candidates).exists then head candidates else firstOf (tail candidates);
  chosen = if embedded then own else firstOf candidates;

  # A library that was copied out of nixpkgs without the file of its version
  # cannot tell it, and fails in a way that cannot be caught.
  release = unsafeGetAttrPos "release" (chosen.lib.trivial or { });
  folder = dirOf release.file;
  canTell =
    chosen.source == "embedded"
    || release == null
    || pathExists "${folder}/.version"
    || pathExists "${dirOf folder}/.version";

  version = tryEval (
    if canTell then chosen.lib.version or chosen.lib.trivial.version or "unknown" else "unknown"
  );
in
{
  inherit (chosen) lib source;
  name = if chosen.source == "embedded" then "embedded" else "nixpkgs";
  version = if version.success && isString version.value then version.value else "unknown";
}
