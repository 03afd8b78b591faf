# Functions from object to object, applied after the merge and before the checksum.
{
  configMap,
  inFile,
  lib,
  one,
  ...
}:
let
  inherit (lib)
    mkAfter
    mkBefore
    mkForce
    mkIf
    mkMerge
    recursiveUpdate
    ;
  transformers = name: list: {
    _file = "/fleet/${name}.nix";
    kubernixos.transformers = list;
  };
  label = key: value: object: recursiveUpdate object { metadata.labels.${key} = value; };
  append = letter: object: object // { data.x = object.data.x + letter; };
  shown =
    kubernixos:
    map (manifest: {
      inherit (manifest.metadata) name;
      data = manifest.data or null;
      labels = removeAttrs manifest.metadata.labels [ "kubernixos" ];
    }) kubernixos.eval.manifests;
  maps = (inFile "a" {
    a = configMap "a" { x = ""; };
    b = configMap "b" { x = "b"; };
  });
in
{
  "change every object, in the order of definition" = {
    modules = [
      maps
      (transformers "t" [ (append "1") (append "2") ])
    ];
    result = shown;
    expected = [
      { name = "a"; data.x = "12"; labels = { }; }
      { name = "b"; data.x = "b12"; labels = { }; }
    ];
  };

  "in the order of the modules" = {
    modules = [
      maps
      (transformers "t" [ (append "1") ])
      (transformers "u" [ (append "2") ])
    ];
    result = kubernixos: (builtins.head (shown kubernixos)).data.x;
    expected = "12";
  };

  "in the order of mkBefore and mkAfter" = {
    modules = [
      maps
      (transformers "t" (mkAfter [ (append "3") ]))
      (transformers "u" [ (append "2") ])
      (transformers "v" (mkBefore [ (append "1") ]))
    ];
    result = kubernixos: (builtins.head (shown kubernixos)).data.x;
    expected = "123";
  };

  "leave out what they return null for, and do not see it again" = {
    modules = [
      maps
      (transformers "t" [
        (object: if object.metadata.name == "a" then null else object)
        (object: if object.metadata.name == "a" then throw "seen" else object)
      ])
    ];
    result = kubernixos: map (object: object.name) (shown kubernixos);
    expected = [ "b" ];
  };

  "may be left out by mkIf" = {
    modules = [
      maps
      (transformers "t" [ (mkIf false (append "1")) (mkIf true (append "2")) ])
      (transformers "u" (mkIf false [ (append "3") ]))
    ];
    result = kubernixos: (builtins.head (shown kubernixos)).data.x;
    expected = "2";
  };

  "may return properties inside the object" = {
    modules = [
      maps
      (transformers "t" [
        (object: mkMerge [ object { metadata.labels = mkIf (object.metadata.name == "a") { first = "yes"; }; } ])
        (object: object // { data.x = mkIf true (object.metadata.labels.first or "no"); })
      ])
    ];
    result = shown;
    expected = [
      { name = "a"; data.x = "yes"; labels.first = "yes"; }
      { name = "b"; data.x = "no"; labels = { }; }
    ];
  };

  "see the items of Lists, the default namespace and the common labels" = {
    modules = [
      (inFile "a" [ { apiVersion = "v1"; kind = "List"; items = [ (configMap "a" { }) ]; } ])
      {
        kubernixos = {
          namespace = "shop";
          labels.team = "shop";
        };
      }
      (transformers "t" [ (object: object // { data = { inherit (object.metadata) namespace; inherit (object.metadata.labels) team; }; }) ])
    ];
    result = shown;
    expected = [ { name = "a"; data = { namespace = "shop"; team = "shop"; }; labels.team = "shop"; } ];
  };

  "do not change what modules read in kubernixos.manifests" = {
    modules = [ maps (transformers "t" [ (append "1") ]) ];
    result = kubernixos: kubernixos.manifests.b.data.x;
    expected = "b";
  };

  "change the checksum" = {
    modules = [ maps ];
    result =
      kubernixos:
      let
        other = (lib.evalModules {
          specialArgs.pkgs = null;
          modules = [ ../../../../lib/modules maps (transformers "t" [ (label "x" "y") ]) ];
        }).config.kubernixos;
        same = (lib.evalModules {
          specialArgs.pkgs = null;
          modules = [ ../../../../lib/modules maps (transformers "t" [ (object: object) ]) ];
        }).config.kubernixos;
      in
      [ (kubernixos.checksum == other.checksum) (kubernixos.checksum == same.checksum) ];
    expected = [ false true ];
  };

  "that make an unfit object are named, with the object" = {
    modules = [
      maps
      (transformers "t" [ (label "x" "y") ])
      (transformers "u" [ (object: object) (object: removeAttrs object [ "kind" ]) (label "z" "z") ])
    ];
    message = [
      "kubernixos.manifests.a.kind (in /fleet/a.nix) as kubernixos.transformers[1] of /fleet/u.nix returns it is missing"
      "kubernixos.manifests.b.kind (in /fleet/a.nix) as kubernixos.transformers[1] of /fleet/u.nix returns it is missing"
    ];
  };

  "that return no object are named, with the object" = {
    modules = [ maps (transformers "t" (mkAfter [ (object: "x") ])) ];
    message = [
      "kubernixos.transformers[0] of /fleet/t.nix returns a string, not a manifest, for kubernixos.manifests.a."
      "or null to leave it out"
    ];
  };

  "that want a second argument are named" = {
    modules = [ maps (transformers "t" [ (final: object: object) ]) ];
    message = [ "kubernixos.transformers[0] of /fleet/t.nix returns a function, not a manifest, for kubernixos.manifests.a." ];
  };

  "that return several objects are named" = {
    modules = [ maps (transformers "t" [ (object: { apiVersion = "v1"; kind = "List"; items = [ object ]; }) ]) ];
    message = [ "kubernixos.transformers[0] of /fleet/t.nix returns a List, not one object, for kubernixos.manifests.a." ];
  };

  "that lose an object by mkIf are named" = {
    modules = [ maps (transformers "t" [ (object: mkIf (object.metadata.name == "b") object) ]) ];
    message = [ "kubernixos.transformers[0] of /fleet/t.nix returns nothing (lib.mkIf) for kubernixos.manifests.a." ];
  };

  "that return what JSON cannot hold are named" = {
    modules = [ maps (transformers "t" [ (object: object // { data.f = x: x; }) ]) ];
    message = [ "kubernixos.manifests.a.data.f (in kubernixos.transformers[0] of /fleet/t.nix) is a function" ];
  };

  "that make two objects one are found out" = {
    modules = [ maps (transformers "t" [ (object: recursiveUpdate object { metadata.name = "same"; }) ]) ];
    message = [
      "kubernixos.manifests.a (in /fleet/a.nix) and kubernixos.manifests.b (in /fleet/a.nix) are the same object, ConfigMap same"
    ];
  };

  "that write our own label are refused" = {
    modules = [ maps (transformers "t" [ (label "kubernixos" "x") ]) ];
    message = [ "kubernixos.manifests.a.metadata.labels.kubernixos (in /fleet/a.nix) as kubernixos.transformers[0] of /fleet/t.nix returns it is already set" ];
  };

  "are not applied to what is unfit already" = {
    modules = one { kind = "ConfigMap"; } ++ [ (transformers "t" [ (object: throw object.metadata.name) ]) ];
    message = [ "kubernixos.manifests.a.metadata (in /fleet/a.nix) is missing" ];
  };

  "have to be functions" = {
    modules = [ maps (transformers "t" [ { } ]) ];
    result = kubernixos: kubernixos.eval;
    message = [ "kubernixos.transformers" "/fleet/t.nix" "function from an object to an object or null" ];
  };

  "can be replaced" = {
    modules = [
      maps
      (transformers "t" [ (append "1") ])
      (transformers "u" (mkForce [ (append "2") ]))
    ];
    result = kubernixos: (builtins.head (shown kubernixos)).data.x;
    expected = "2";
  };
}
