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
    mkBefore
    mkDefault
    mkDefinition
    mkForce
    mkIf
    mkMerge
    mkOrder
    mkOverride
    ;
in
{
  "merges attribute sets of two modules deeply" = {
    modules = both {
      metadata.labels.x = "1";
      data.k1 = "v";
    } { metadata.labels.y = "2"; data.k2 = "v"; };
    expected.a = {
      metadata.labels = {
        x = "1";
        y = "2";
      };
      data = {
        k1 = "v";
        k2 = "v";
      };
    };
  };

  "refuses conflicting scalars, naming both files and the way out" = {
    modules = both { spec.replicas = 1; } { spec.replicas = 2; };
    message = [
      "kubernixos.manifests.a.spec.replicas has conflicting definitions"
      "in /fleet/a.nix: 1"
      "in /fleet/b.nix: 2"
      "lib.mkForce"
      "lib.mkDefault"
    ];
  };

  "refuses definitions of different types" = {
    modules = both { spec.x = [ 1 ]; } { spec.x.y = 2; };
    message = [
      "kubernixos.manifests.a.spec.x has definitions of different types"
      "/fleet/a.nix: a list"
      "/fleet/b.nix: an attribute set"
    ];
  };

  "never prints data in a conflict" = {
    modules = both { data.password = "hunter2"; } { data.password = "hunter3"; };
    message = [ "kubernixos.manifests.a.data.password" "/fleet/b.nix: a string" ];
  };

  "cuts long values, never within a character" = {
    modules = both { spec.x = "${lib.concatStrings (lib.genList (_: "ab") 37)}äöü and more"; } {
      spec.x = "y";
    };
    message = [ "abab...\n" "/fleet/b.nix: \"y\"" ];
  };

  "accepts equal definitions" = {
    modules = both { spec.x = "same"; } { spec.x = "same"; };
    expected.a.spec.x = "same";
  };

  "takes an integer and an equal float as one" = {
    modules = both { spec.x = 1; } { spec.x = 1.0; };
    expected.a.spec.x = 1;
  };

  "mkForce wins at depth" = {
    modules = both { spec.replicas = 1; } { spec.replicas = mkForce 5; };
    expected.a.spec.replicas = 5;
  };

  "mkDefault gives way at depth" = {
    modules = both { spec.replicas = mkDefault 1; } { spec.replicas = 3; };
    expected.a.spec.replicas = 3;
  };

  "the higher of two priorities wins" = {
    modules = both { spec.s = mkOverride 10 "x"; } { spec.s = mkOverride 20 "y"; };
    expected.a.spec.s = "x";
  };

  "mkIf false vanishes, with one definition" = {
    modules = one {
      kind = "C";
      data = mkIf false { secret = "x"; };
      spec.paused = mkIf true true;
    };
    expected.a = {
      kind = "C";
      spec.paused = true;
    };
  };

  "mkMerge merges, with one definition" = {
    modules = one {
      metadata = mkMerge [
        { labels.a = "1"; }
        (mkIf true { labels.b = "2"; })
        (mkIf false { labels.c = "3"; })
      ];
    };
    expected.a.metadata.labels = {
      a = "1";
      b = "2";
    };
  };

  "properties nest in each other" = {
    modules = one {
      data = mkForce (mkIf true (mkMerge [
        { a = mkDefault (mkIf true "1"); }
        (mkIf true { b = mkIf true (mkForce "2"); })
      ]));
    };
    expected.a.data = {
      a = "1";
      b = "2";
    };
  };

  "mkForce replaces a whole set" = {
    modules = both { spec.strategy.type = "RollingUpdate"; } {
      spec.strategy = mkForce { x = 1; };
    };
    expected.a.spec.strategy.x = 1;
  };

  "properties of a whole manifest" = {
    modules = [
      (inFile "a" {
        gone = mkIf false { kind = "C"; };
        kept = mkIf true { kind = "D"; };
        forced.kind = "E";
        merged = mkMerge [
          { kind = "F"; }
          { data.x = "1"; }
        ];
      })
      (inFile "b" { forced = mkForce { kind = "G"; }; })
    ];
    expected = {
      kept.kind = "D";
      forced.kind = "G";
      merged = {
        kind = "F";
        data.x = "1";
      };
    };
  };

  "mkForce null removes a manifest" = {
    modules = both { kind = "C"; } (mkForce null);
    expected = { };
  };

  "a removed manifest can be patched elsewhere" = {
    modules = both { kind = "C"; } (mkForce null) ++ [ (inFile "c" { a.data.x = "1"; }) ];
    expected = { };
  };

  "refuses null against a manifest" = {
    modules = both { kind = "C"; } null;
    message = [ "kubernixos.manifests.a has definitions of different types" "/fleet/b.nix: null" ];
  };

  "keeps null" = {
    modules = one { spec.clusterIP = null; };
    expected.a.spec.clusterIP = null;
  };

  "refuses null against a value" = {
    modules = both { spec.strategy.type = "R"; } { spec.strategy = null; };
    message = [ "kubernixos.manifests.a.spec.strategy has definitions of different types" "/fleet/b.nix: null" ];
  };

  "mkForce null wins against a value" = {
    modules = both { spec.strategy.type = "R"; } { spec.strategy = mkForce null; };
    expected.a.spec.strategy = null;
  };

  "keeps empty sets and lists" = {
    modules = one {
      spec = {
        x = { };
        y = [ ];
        volumes = [
          {
            name = "v";
            emptyDir = { };
          }
        ];
      };
    };
    expected.a.spec = {
      x = { };
      y = [ ];
      volumes = [
        {
          name = "v";
          emptyDir = { };
        }
      ];
    };
  };

  "fields named as a module's are fields" = {
    modules = one {
      config.x = 1;
      imports = [ "y" ];
      options.z = 2;
      _module.args = 3;
    };
    expected.a = {
      config.x = 1;
      imports = [ "y" ];
      options.z = 2;
      _module.args = 3;
    };
  };

  "a manifest can be read by another one, and by itself" = {
    modules = [
      (
        { config, ... }:
        {
          kubernixos.manifests = {
            a = {
              data.x = "1";
              metadata.labels.app = "web";
              spec.selector = { inherit (config.kubernixos.manifests.a.metadata) labels; };
            };
            b.data = { inherit (config.kubernixos.manifests.a.data) x; };
          };
        }
      )
    ];
    expected = {
      a = {
        data.x = "1";
        metadata.labels.app = "web";
        spec.selector.labels.app = "web";
      };
      b.data.x = "1";
    };
  };

  "mkDefinition is what it holds, in the file that it names" = {
    modules = both
      {
        spec.replicas = mkDefinition { file = "/fleet/z.nix"; value = mkDefault 1; };
        spec.paused = mkDefinition { file = "/fleet/z.nix"; value = true; };
        data = mkDefinition { file = "/fleet/z.nix"; value.x = "1"; };
        args = [ (mkDefinition { file = "/fleet/z.nix"; value = "x"; }) ];
      }
      {
        spec.replicas = 2;
        data.y = "2";
      };
    expected.a = {
      spec = {
        replicas = 2;
        paused = true;
      };
      data = {
        x = "1";
        y = "2";
      };
      args = [ "x" ];
    };
  };

  "mkDefinition keeps the order that an option's definition has" = {
    modules = one {
      args = mkMerge [
        (mkDefinition { file = "/fleet/z.nix"; value = [ "last" ]; priority = 1500; })
        (mkDefinition { file = "/fleet/z.nix"; value = [ "first" ]; })
      ];
      command = mkDefinition { file = "/fleet/z.nix"; value = [ "alone" ]; priority = 500; };
    };
    expected.a = {
      args = [ "first" "last" ];
      command = [ "alone" ];
    };
  };

  "a conflict names the file of a mkDefinition" = {
    modules = both { spec.x = mkDefinition { file = "/fleet/z.nix"; value = 1; }; } { spec.x = 2; };
    message = [ "kubernixos.manifests.a.spec.x has conflicting" "in /fleet/z.nix: 1" "in /fleet/b.nix: 2" ];
  };

  "refuses a condition that is no Boolean" = {
    modules = one { spec.paused = mkIf "yes" true; };
    message = [
      "kubernixos.manifests.a.spec.paused (in /fleet/a.nix) has the condition of `lib.mkIf` as a string, not a Boolean"
      "lib.mkIf (… == …)"
    ];
  };

  "refuses a condition of a list item that is no Boolean" = {
    modules = [ (inFile "a" [ (mkIf null { kind = "C"; }) ]) ];
    message = [ "kubernixos.manifests[0] (in /fleet/a.nix) has the condition of `lib.mkIf` as null, not a Boolean" ];
  };

  "refuses a condition in what makes a list item's key" = {
    modules = [ (inFile "a" [ { kind = "C"; metadata.name = mkIf "yes" "x"; } ]) ];
    message = [ "kubernixos.manifests[0].metadata.name (in /fleet/a.nix) has the condition of `lib.mkIf` as a string" ];
  };

  "refuses a condition in an element of a list" = {
    modules = both { env = [ { name = mkIf "yes" "A"; } ]; } { env = [ { name = "B"; } ]; };
    message = [ "kubernixos.manifests.a.env[0].name (in /fleet/a.nix) has the condition of `lib.mkIf` as a string" ];
  };

  "refuses a mkMerge of what is no list" = {
    modules = one { metadata.labels = mkMerge { a = "1"; }; };
    message = [
      "kubernixos.manifests.a.metadata.labels (in /fleet/a.nix) has the contents of `lib.mkMerge` as an attribute set, not a list"
      "lib.mkMerge [ … ]"
    ];
  };

  "refuses priorities that are no integers" = {
    modules = one {
      spec.x = mkOverride "50" 1;
    };
    message = [ "kubernixos.manifests.a.spec.x (in /fleet/a.nix) has the priority of `lib.mkOverride` as a string, not an integer" ];
  };

  "refuses orders that are no integers" = {
    modules = both { args = mkOrder "first" [ "x" ]; } { args = [ "y" ]; };
    message = [ "kubernixos.manifests.a.args (in /fleet/a.nix) has the priority of `lib.mkOrder` as a string, not an integer" ];
  };

  "mkIf and mkMerge around the whole option" = {
    modules = [
      { kubernixos = mkIf true { manifests = mkMerge [ { a.kind = "A"; } (mkIf false { b.kind = "B"; }) ]; }; }
    ];
    expected.a.kind = "A";
  };

  "mkForce on the whole option" = {
    modules = [
      (inFile "a" { a.kind = "A"; })
      { kubernixos.manifests = mkForce { b.kind = "B"; }; }
    ];
    expected.b.kind = "B";
  };

  "mkBefore and mkAfter order scalars of lists" = {
    modules = [
      (inFile "a" { a.args = mkAfter [ "last" ]; })
      (inFile "b" { a.args = [ "middle" ]; })
      (inFile "c" { a.args = mkBefore [ "first" ]; })
      (inFile "d" { a.args = mkOrder 700 [ "early" ]; })
    ];
    expected.a.args = [
      "first"
      "early"
      "middle"
      "last"
    ];
  };
}
