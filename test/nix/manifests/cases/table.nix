# One case for each row of the table of what users expect of a merge, by the
# row's name. The other files hold the variants.
{
  both,
  inFile,
  lib,
  one,
  ...
}:
let
  inherit (lib)
    mkAfter
    mkDefault
    mkForce
    mkIf
    mkMerge
    ;
in
{
  "deep merge" = {
    modules = both { metadata.labels.x = "1"; } { metadata.labels.y = "2"; };
    expected.a.metadata.labels = {
      x = "1";
      y = "2";
    };
  };

  "conflicting scalars" = {
    modules = both { spec.replicas = 1; } { spec.replicas = 2; };
    message = [
      "kubernixos.manifests.a.spec.replicas has conflicting definitions:"
      "- in /fleet/a.nix: 1"
      "- in /fleet/b.nix: 2"
      "Write `lib.mkForce` before the value that should win"
    ];
  };

  "nested mkIf, mkMerge, mkForce, mkDefault" = {
    modules = both
      {
        spec = mkMerge [
          { paused = mkIf false true; }
          {
            replicas = mkDefault 1;
            strategy.type = "Recreate";
          }
        ];
      }
      {
        spec = mkIf true {
          replicas = 3;
          strategy.type = mkForce "RollingUpdate";
        };
      };
    expected.a.spec = {
      replicas = 3;
      strategy.type = "RollingUpdate";
    };
  };

  "properties inside list elements" = {
    modules = one {
      rules = [
        {
          verbs = mkMerge [
            [ "get" ]
            (mkIf true (mkAfter [ "list" ]))
          ];
          resources = mkIf false [ "pods" ];
        }
        (mkIf false { verbs = [ "delete" ]; })
      ];
    };
    expected.a.rules = [
      {
        verbs = [
          "get"
          "list"
        ];
      }
    ];
  };

  "containers from two modules" = {
    modules =
      both { spec.containers = [ { name = "main"; image = "web:1"; } ]; }
        { spec.containers = mkAfter [ { name = "main"; tty = true; } { name = "log"; } ]; };
    expected.a.spec.containers = [
      {
        name = "main";
        image = "web:1";
        tty = true;
      }
      { name = "log"; }
    ];
  };

  "same list twice" = {
    modules = both { args = [ "a" "b" ]; } { args = [ "a" "b" ]; };
    expected.a.args = [
      "a"
      "b"
    ];
  };

  "mkAfter on lists" = {
    modules = [
      (inFile "a" { a.args = mkAfter [ "last" ]; })
      (inFile "b" { a.args = [ "first" ]; })
    ];
    expected.a.args = [
      "first"
      "last"
    ];
  };

  "null value kept" = {
    modules = both { spec.clusterIP = null; } { spec.type = "ClusterIP"; };
    expected.a.spec = {
      clusterIP = null;
      type = "ClusterIP";
    };
  };

  "null against value" = {
    modules = both { spec.clusterIP = null; } { spec.clusterIP = "10.0.0.1"; };
    message = [
      "kubernixos.manifests.a.spec.clusterIP has definitions of different types:"
      "- in /fleet/a.nix: null"
      "- in /fleet/b.nix: \"10.0.0.1\""
      "lib.mkForce"
    ];
  };

  "null against value, and mkForce null wins" = {
    modules = both { spec.clusterIP = mkForce null; } { spec.clusterIP = "10.0.0.1"; };
    expected.a.spec.clusterIP = null;
  };
}
