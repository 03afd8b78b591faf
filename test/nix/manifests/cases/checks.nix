# What makes a manifest unfit, all problems at once; Lists taken apart.
{
  both,
  configMap,
  inFile,
  lib,
  one,
  ...
}:
let
  inherit (lib) recursiveUpdate;
  changed = more: recursiveUpdate (configMap "c" { }) more;
in
{
  "reports every problem at once" = {
    modules = [
      (inFile "a" {
        nothing = { };
        versionless = {
          kind = "ConfigMap";
          metadata.name = "x";
        };
        nameless = {
          apiVersion = "v1";
          kind = "ConfigMap";
          metadata = { };
        };
        generated = {
          apiVersion = "v1";
          kind = "ConfigMap";
          metadata.generateName = "x-";
        };
      })
    ];
    message = [
      "kubernixos.manifests.nothing.kind (in /fleet/a.nix) is missing. Add `kind"
      "kubernixos.manifests.nothing.apiVersion (in /fleet/a.nix) is missing"
      "kubernixos.manifests.nothing.metadata (in /fleet/a.nix) is missing"
      "kubernixos.manifests.versionless.apiVersion (in /fleet/a.nix) is missing"
      "kubernixos.manifests.nameless.metadata.name (in /fleet/a.nix) is missing"
      "kubernixos.manifests.generated.metadata.name (in /fleet/a.nix) is missing. generateName cannot be applied"
    ];
  };

  "names every file that defines the manifest" = {
    modules = both { kind = "ConfigMap"; } { metadata.name = "x"; };
    message = [ "kubernixos.manifests.a.apiVersion (in /fleet/" " and /fleet/" ];
  };

  "refuses wrong shapes" = {
    modules = [
      (inFile "a" {
        a = changed { kind = 1; };
        b = changed { apiVersion = "a/b/c"; };
        c = changed { metadata = "x"; };
        d = changed { metadata.labels = [ ]; };
        e = changed { metadata.labels.x = 1; };
        f = changed { metadata.annotations.x = true; };
        g = changed { metadata.namespace = 1; };
        h = changed { metadata.name = ""; };
        i = changed { kind = ""; };
        j = changed { metadata.annotations.x = null; };
      })
    ];
    message = [
      "kubernixos.manifests.a.kind (in /fleet/a.nix) is an integer, not a string"
      "kubernixos.manifests.b.apiVersion (in /fleet/a.nix) is no API version"
      "kubernixos.manifests.c.metadata (in /fleet/a.nix) is a string, not an attribute set"
      "kubernixos.manifests.d.metadata.labels (in /fleet/a.nix) is a list, not an attribute set"
      "kubernixos.manifests.e.metadata.labels.x (in /fleet/a.nix) is an integer, not a string"
      "kubernixos.manifests.f.metadata.annotations.x (in /fleet/a.nix) is a Boolean, not a string"
      "kubernixos.manifests.g.metadata.namespace (in /fleet/a.nix) is an integer, not a string"
      "kubernixos.manifests.h.metadata.name (in /fleet/a.nix) is empty"
      "kubernixos.manifests.i.kind (in /fleet/a.nix) is empty"
      "kubernixos.manifests.j.metadata.annotations.x (in /fleet/a.nix) is null, not a string"
    ];
  };

  "refuses our own label and annotation" = {
    modules = [
      (inFile "a" {
        a = changed { metadata.labels.kubernixos = "x"; };
        b = recursiveUpdate (configMap "d" { }) { metadata.annotations."kubernixos/owner" = "x"; };
      })
    ];
    message = [
      "kubernixos.manifests.a.metadata.labels.kubernixos (in /fleet/a.nix) is already set"
      "kubernixos.manifests.b.metadata.annotations.\"kubernixos/owner\" (in /fleet/a.nix) is already set"
    ];
  };

  "refuses one object under two names, whatever its version" = {
    modules = [
      (inFile "a" {
        a = {
          apiVersion = "apps/v1";
          kind = "Deployment";
          metadata.name = "web";
          metadata.namespace = "shop";
        };
      })
      (inFile "b" [
        {
          apiVersion = "apps/v1beta1";
          kind = "Deployment";
          metadata.name = "web";
          metadata.namespace = "shop";
        }
      ])
    ];
    message = [
      "kubernixos.manifests.a (in /fleet/a.nix)"
      "kubernixos.manifests.\"apps/v1beta1/Deployment/shop/web\" (in /fleet/b.nix)"
      "are the same object, Deployment shop/web"
    ];
  };

  "tells groups, kinds and namespaces apart" = {
    modules = [
      (inFile "a" {
        a = configMap "x" { };
        b = changed { metadata = { name = "x"; namespace = "n"; }; };
        c = changed { kind = "Secret"; metadata.name = "x"; };
        d = changed { apiVersion = "example.com/v1"; metadata.name = "x"; };
      })
    ];
    result = kubernixos: kubernixos.release.errors;
    expected = [ ];
  };

  "takes Lists apart, nested and typed ones too" = {
    modules = [
      (inFile "a" {
        all = {
          apiVersion = "v1";
          kind = "List";
          metadata = { };
          items = [
            (configMap "a" { })
            {
              apiVersion = "v1";
              kind = "List";
              items = [ (configMap "b" { }) ];
            }
          ];
        };
        typed = {
          apiVersion = "v1";
          kind = "ConfigMapList";
          items = [
            {
              metadata.name = "c";
            }
          ];
        };
      })
    ];
    result =
      kubernixos:
      map (
        { option, manifest, ... }:
        "${option} ${manifest.apiVersion} ${manifest.kind} ${manifest.metadata.annotations."kubernixos/owner"}"
      ) kubernixos.release.encoded;
    expected = [
      "kubernixos.manifests.all.items[0] v1 ConfigMap default:/ConfigMap//a"
      "kubernixos.manifests.all.items[1].items[0] v1 ConfigMap default:/ConfigMap//b"
      "kubernixos.manifests.typed.items[0] v1 ConfigMap default:/ConfigMap//c"
    ];
  };

  "joins Lists of several modules" = {
    modules = [
      (inFile "a" [ { apiVersion = "v1"; kind = "List"; items = [ (configMap "a" { }) ]; } ])
      (inFile "b" [ { apiVersion = "v1"; kind = "List"; items = [ (configMap "b" { }) ]; } ])
    ];
    result = kubernixos: builtins.length kubernixos.eval.manifests;
    expected = 2;
  };

  "knows the files of every manifest, also inside Lists" = {
    modules = [
      (inFile "a" {
        web = configMap "web" { a = "1"; };
        all = {
          apiVersion = "v1";
          kind = "List";
          items = [ (configMap "b" { }) ];
        };
      })
      (inFile "b" {
        web.data.b = "2";
        all.items = [ (configMap "other" { }) ];
      })
      (inFile "c" [ (configMap "c" { }) ])
    ];
    result =
      kubernixos:
      map (
        { field, files, ... }: "${builtins.toJSON field} ${toString files}"
      ) kubernixos.release.encoded;
    expected = [
      "[\"all\",\"items\",0] /fleet/a.nix /fleet/b.nix"
      "[\"all\",\"items\",1] /fleet/a.nix /fleet/b.nix"
      "[\"v1/ConfigMap/c\"] /fleet/c.nix"
      "[\"web\"] /fleet/a.nix /fleet/b.nix"
    ];
  };

  "finds twins inside Lists" = {
    modules = [
      (inFile "a" {
        a = configMap "x" { };
        l = {
          apiVersion = "v1";
          kind = "List";
          items = [ (configMap "x" { }) ];
        };
      })
    ];
    message = [
      "kubernixos.manifests.a (in /fleet/a.nix) and kubernixos.manifests.l.items[0] (in /fleet/a.nix) are the same object"
    ];
  };

  "checks items of Lists" = {
    modules = one {
      apiVersion = "v1";
      kind = "List";
      items = [
        "x"
        (changed { metadata = null; })
      ];
    };
    message = [
      "kubernixos.manifests.a.items[0] (in /fleet/a.nix) is a string, not a manifest"
      "kubernixos.manifests.a.items[1].metadata (in /fleet/a.nix) is missing"
    ];
  };

  "a List needs items, and nothing else has them" = {
    modules = [
      (inFile "a" {
        a = { apiVersion = "v1"; kind = "List"; };
        b = { apiVersion = "v1"; kind = "List"; items = { }; };
        c = changed { items = [ ]; };
      })
    ];
    message = [
      "kubernixos.manifests.a.items (in /fleet/a.nix) is missing"
      "kubernixos.manifests.b.items (in /fleet/a.nix) is an attribute set, not a list"
      "kubernixos.manifests.c.items (in /fleet/a.nix) makes kubectl take this object for a List"
    ];
  };

  "eval throws what is wrong" = {
    modules = one { kind = "ConfigMap"; };
    message = [ "kubernixos.manifests.a.apiVersion" ];
  };
}
