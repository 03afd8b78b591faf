# Evaluates the cases of ./cases with one library.
#
# A case is { modules; expected; } where modules are merged to `manifests`, or
# { modules; message; } where the run must fail with all these phrases.
{
  lib ? import ../../../lib/base { },
}:
let
  inherit (builtins)
    attrNames
    concatMap
    listToAttrs
    mapAttrs
    readDir
    ;

  evaluate =
    modules:
    (import ../../../lib/evaluators/modules.nix {
      inherit lib modules;
      packages = null;
      specialArgs = { };
    }).config.kubernixos;

  # A module in a file of this name that defines manifests.
  inFile = name: manifests: {
    _file = "/fleet/${name}.nix";
    kubernixos.manifests = manifests;
  };

  help = {
    inherit inFile lib;

    # Two modules that define the manifest `a`.
    both = a: b: [
      (inFile "a" { inherit a; })
      (inFile "b" { a = b; })
    ];

    one = a: [ (inFile "a" { inherit a; }) ];

    configMap = name: data: {
      apiVersion = "v1";
      kind = "ConfigMap";
      metadata = { inherit name; };
      inherit data;
    };
  };

  cases = mapAttrs (file: _: import (./cases + "/${file}") help) (readDir ./cases);
  all = concatMap (
    file:
    map (name: {
      name = "${file}: ${name}";
      value = cases.${file}.${name};
    }) (attrNames cases.${file})
  ) (attrNames cases);

  actual =
    case:
    let
      kubernixos = evaluate case.modules;
      inherit (kubernixos) release;
    in
    if case ? message then
      builtins.deepSeq kubernixos.manifests (
        if release.errors == [ ] then
          builtins.deepSeq release.labelled "no error"
        else
          throw (builtins.concatStringsSep "\n" release.errors)
      )
    else
      case.result or (kubernixos: kubernixos.manifests) kubernixos;

  byName = listToAttrs all;
in
{
  # name → expected value
  values = map (case: {
    inherit (case) name;
    inherit (case.value) expected;
    actual = actual case.value;
  }) (builtins.filter (case: case.value ? expected) all);

  # Cases whose manifests are printed other than modules see them.
  differing =
    let
      inherit (import ../../../lib/encode.nix) encode;
      differs =
        modules:
        let
          kubernixos = evaluate modules;
          printed = map (entry: entry.manifest) kubernixos.release.encoded;
        in
        kubernixos.release.errors == [ ]
        && builtins.toJSON printed != builtins.toJSON (map encode kubernixos.eval.manifests);
    in
    map (case: case.name) (
      builtins.filter (case: case.value ? expected && differs case.value.modules) all
    );

  # name → phrases
  failures = map (case: {
    inherit (case) name;
    phrases = case.value.message;
  }) (builtins.filter (case: case.value ? message) all);

  fail = name: actual byName.${name};
}
