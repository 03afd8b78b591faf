# Manifests as a list, alone or mixed with attribute sets.
{
  configMap,
  inFile,
  lib,
  ...
}:
let
  inherit (lib)
    mkDefault
    mkForce
    mkIf
    mkMerge
    recursiveUpdate
    ;
  changed = recursiveUpdate (configMap "c" { });
  namespace = name: {
    apiVersion = "v1";
    kind = "Namespace";
    metadata = { inherit name; };
  };
in
{
  "a list is keyed by identity" = {
    modules = [
      (inFile "a" [
        (namespace "a")
        (recursiveUpdate (configMap "c" { }) { metadata.namespace = "a"; })
      ])
    ];
    expected = {
      "v1/Namespace/a" = namespace "a";
      "v1/ConfigMap/a/c" = recursiveUpdate (configMap "c" { }) { metadata.namespace = "a"; };
    };
  };

  "lists and sets mix across modules" = {
    modules = [
      (inFile "a" [ (namespace "a") ])
      (inFile "b" [ (namespace "b") ])
      (inFile "c" { custom = namespace "c"; })
    ];
    expected = {
      "v1/Namespace/a" = namespace "a";
      "v1/Namespace/b" = namespace "b";
      custom = namespace "c";
    };
  };

  "a set patches a list item by its key" = {
    modules = [
      (inFile "a" [ (namespace "a") ])
      (inFile "b" { "v1/Namespace/a".metadata.labels.x = "1"; })
    ];
    expected."v1/Namespace/a" = recursiveUpdate (namespace "a") { metadata.labels.x = "1"; };
  };

  "an empty list is no manifest" = {
    modules = [ (inFile "a" [ ]) ];
    expected = { };
  };

  "equal items collapse" = {
    modules = [
      (inFile "a" [
        (namespace "a")
        (namespace "a")
      ])
      (inFile "b" [ (namespace "a") ])
    ];
    expected."v1/Namespace/a" = namespace "a";
  };

  "unequal items of one identity are refused, even where they would merge" = {
    modules = [
      (inFile "a" [ (namespace "n") (configMap "a" { x = "1"; }) ])
      (inFile "b" [ (configMap "a" { y = "hunter2"; }) ])
    ];
    message = [
      "kubernixos.manifests.\"v1/ConfigMap/a\" is defined by two list items that are not the same:"
      "- in /fleet/a.nix, item 1"
      "- in /fleet/b.nix, item 0"
      "They differ in data."
      "`kubernixos.manifests.\"v1/ConfigMap/a\".FIELD = …;`"
    ];
  };

  "unequal items of one list are refused" = {
    modules = [
      (inFile "a" [
        (configMap "a" { x = "1"; })
        (recursiveUpdate (configMap "a" { x = "1"; }) { metadata.labels.l = "1"; })
      ])
    ];
    message = [
      "- in /fleet/a.nix, item 0\n"
      "- in /fleet/a.nix, item 1\n"
      "They differ in metadata."
    ];
  };

  "equal items are patched as one" = {
    modules = [
      (inFile "a" [ (configMap "a" { x = "1"; }) ])
      (inFile "b" [ (configMap "a" { x = "1"; }) ])
      (inFile "c" { "v1/ConfigMap/a".data.y = "2"; })
    ];
    expected."v1/ConfigMap/a" = configMap "a" {
      x = "1";
      y = "2";
    };
  };

  "items that only Nix would take for equal are refused" = {
    modules = [
      (inFile "a" [ (changed { spec = { type = "derivation"; outPath = "x"; a = 1; }; }) ])
      (inFile "b" [ (changed { spec = { type = "derivation"; outPath = "x"; a = 2; }; }) ])
    ];
    message = [ "not the same" "/fleet/a.nix" "/fleet/b.nix" "They differ in spec." ];
  };

  "mkDefault and mkForce on an item choose between unequal ones" = {
    modules = [
      (inFile "a" [
        (mkDefault (configMap "a" { x = "1"; }))
        (configMap "b" { x = "1"; })
      ])
      (inFile "b" [
        (configMap "a" { x = "2"; })
        (mkForce (configMap "b" { x = "2"; }))
      ])
    ];
    expected = {
      "v1/ConfigMap/a" = configMap "a" { x = "2"; };
      "v1/ConfigMap/b" = configMap "b" { x = "2"; };
    };
  };

  "a removed manifest may have been two unequal items" = {
    modules = [
      (inFile "a" [ (configMap "a" { x = "1"; }) (configMap "a" { x = "2"; }) ])
      (inFile "b" { "v1/ConfigMap/a" = mkForce null; })
    ];
    expected = { };
  };

  "broken items of two definitions in one file do not complete each other" = {
    modules = [
      (inFile "h" [ { apiVersion = "v1"; kind = "ConfigMap"; } ])
      (inFile "h" [ { metadata.name = "x"; } ])
    ];
    message = [
      "kubernixos.manifests[0].metadata (in /fleet/h.nix) is missing"
      "kubernixos.manifests[0].kind (in /fleet/h.nix) is missing"
      "kubernixos.manifests[0].apiVersion (in /fleet/h.nix) is missing"
    ];
  };

  "mkIf around lists and items" = {
    modules = [
      { kubernixos.manifests = mkIf true [ (namespace "a") ]; }
      { kubernixos.manifests = mkIf false [ (namespace "z") ]; }
      (inFile "c" [
        (mkIf false (namespace "y"))
        (mkIf true (namespace "b"))
      ])
    ];
    expected = {
      "v1/Namespace/a" = namespace "a";
      "v1/Namespace/b" = namespace "b";
    };
  };

  "properties at any depth are resolved before the key" = {
    modules = [
      (inFile "a" [
        {
          apiVersion = mkDefault "v1";
          kind = mkIf true (mkForce "ConfigMap");
          metadata = mkMerge [
            { name = mkDefault "x"; }
            (mkIf true { namespace = "n"; })
            (mkIf false { name = "y"; })
            { labels.l = "1"; }
          ];
        }
      ])
    ];
    expected."v1/ConfigMap/n/x" = {
      apiVersion = "v1";
      kind = "ConfigMap";
      metadata = {
        name = "x";
        namespace = "n";
        labels.l = "1";
      };
    };
  };

  "priorities of an item still work" = {
    modules = [
      (inFile "a" [
        (configMap "a" {
          x = mkDefault "1";
          y = "1";
        })
        (mkForce (configMap "b" { x = "forced"; }))
      ])
      (inFile "b" {
        "v1/ConfigMap/a" = configMap "a" { x = "2"; };
        "v1/ConfigMap/b" = configMap "b" { y = "lost"; };
      })
    ];
    expected = {
      "v1/ConfigMap/a" = configMap "a" {
        x = "2";
        y = "1";
      };
      "v1/ConfigMap/b" = configMap "b" { x = "forced"; };
    };
  };

  "mkMerge of whole manifests is several items" = {
    modules = [
      (inFile "a" [
        (mkIf true (mkMerge [
          (namespace "a")
          (namespace "b")
        ]))
      ])
    ];
    expected = {
      "v1/Namespace/a" = namespace "a";
      "v1/Namespace/b" = namespace "b";
    };
  };

  "mkMerge of fragments is one item" = {
    modules = [
      (inFile "a" [
        (mkMerge [
          (namespace "a")
          { metadata.labels.x = "1"; }
        ])
      ])
    ];
    expected."v1/Namespace/a" = recursiveUpdate (namespace "a") { metadata.labels.x = "1"; };
  };

  "mkForce null removes a list item" = {
    modules = [
      (inFile "a" [ (namespace "a") ])
      (inFile "b" { "v1/Namespace/a" = mkForce null; })
    ];
    expected = { };
  };

  "every item without an identity is named with its file" = {
    modules = [
      (inFile "a" [
        (namespace "a")
        { apiVersion = "v1"; metadata.name = "x"; }
        { apiVersion = "v1"; kind = "Namespace"; }
        { kind = "Namespace"; metadata.name = "x"; }
      ])
    ];
    message = [
      "kubernixos.manifests[1].kind (in /fleet/a.nix) is missing"
      "kubernixos.manifests[2].metadata (in /fleet/a.nix) is missing"
      "kubernixos.manifests[3].apiVersion (in /fleet/a.nix) is missing"
    ];
  };

  "an item that is no set" = {
    modules = [ (inFile "a" [ "x" ]) ];
    message = [ "kubernixos.manifests[0] (in /fleet/a.nix) is a string, not a manifest" ];
  };

  "lists inside the list" = {
    modules = [ (inFile "a" [ [ (namespace "a") ] ]) ];
    message = [ "kubernixos.manifests[0] (in /fleet/a.nix) is a list, not a manifest" ];
  };

  "neither a list nor a set" = {
    modules = [ (inFile "a" "x") ];
    message = [ "kubernixos.manifests" "/fleet/a.nix" "attribute set or list of Kubernetes manifests" ];
  };
}
