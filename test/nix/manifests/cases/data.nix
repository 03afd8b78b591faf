# Keys that mean something to Nix are data; values that JSON lacks are refused.
{
  both,
  inFile,
  lib,
  one,
  ...
}:
let
  derivation = {
    type = "derivation";
    name = "hello";
    drvPath = "/nix/store/x.drv";
    outPath = "/nix/store/x";
  };
  infinity = 1.0e308 * 10;
  apart = value: {
    names = builtins.attrNames value;
    values = builtins.attrValues value;
  };
in
{
  "_type is data unless it is a property to the letter" = {
    modules = one {
      data._type = "foo";
      more = {
        _type = "if";
        condition = "x";
      };
      mores = {
        _type = "override";
        priority = 1;
        content = 2;
        x = 3;
      };
      list = [ { _type = "merge"; } ];
      number._type = 1;
    };
    expected.a = {
      data._type = "foo";
      more = {
        _type = "if";
        condition = "x";
      };
      mores = {
        _type = "override";
        priority = 1;
        content = 2;
        x = 3;
      };
      list = [ { _type = "merge"; } ];
      number._type = 1;
    };
  };

  "_type merges as data" = {
    modules = both { data._type = "foo"; } { data.x = "1"; };
    expected.a.data = {
      _type = "foo";
      x = "1";
    };
  };

  "outPath and __toString are data, and merge" = {
    modules = both {
      data.outPath = "x";
      data.__toString = "y";
    } { data.z = "1"; };
    result = kubernixos: apart kubernixos.manifests.a.data;
    expected = {
      names = [
        "__toString"
        "outPath"
        "z"
      ];
      values = [
        "y"
        "x"
        "1"
      ];
    };
  };

  "what stands for strings in Nix is data at the top of a manifest, too" = {
    modules = one {
      apiVersion = "v1";
      kind = "ConfigMap";
      metadata.name = "a";
      outPath = "x";
      __toString = "y";
    };
    result = kubernixos: builtins.attrNames (builtins.head kubernixos.eval.manifests);
    expected = [
      "__toString"
      "apiVersion"
      "kind"
      "metadata"
      "outPath"
    ];
  };

  "type = derivation alone is data" = {
    modules = one { spec.type = "derivation"; };
    expected.a.spec.type = "derivation";
  };

  "refuses a function" = {
    modules = one { spec.list = [ { x = y: y; } ]; };
    message = [ "kubernixos.manifests.a.spec.list[0].x (in /fleet/a.nix) is a function" ];
  };

  "refuses a function as manifest" = {
    modules = one ({ name }: { kind = name; });
    message = [ "kubernixos.manifests.a (in /fleet/a.nix) is a function, not a manifest" ];
  };

  "refuses a path" = {
    modules = one { data.x = /etc/hosts; };
    message = [
      "kubernixos.manifests.a.data.x (in /fleet/a.nix) is a Nix path (/etc/hosts)"
      "builtins.readFile /etc/hosts"
    ];
  };

  "refuses a derivation" = {
    modules = one { data.x = derivation; };
    message = [
      "kubernixos.manifests.a.data.x (in /fleet/a.nix) is a derivation (hello)"
      "builtins.readFile"
    ];
  };

  "refuses a derivation in two definitions" = {
    modules = both { data.x = derivation; } { data.x = derivation; };
    message = [ "kubernixos.manifests.a.data.x (in /fleet/" "is a derivation (hello)" ];
  };

  "refuses infinity" = {
    modules = one { spec.x = [ infinity ]; };
    message = [ "kubernixos.manifests.a.spec.x[0] (in /fleet/a.nix) is infinite or not a number" ];
  };

  "refuses what is not a number" = {
    modules = one { spec.x = infinity - infinity; };
    message = [ "kubernixos.manifests.a.spec.x (in /fleet/a.nix) is infinite or not a number" ];
  };

  "refuses a leaf in a merged element, by its key" = {
    modules = both { env = [ { name = "A"; value = x: x; } ]; } { env = [ { name = "B"; value = "b"; } ]; };
    message = [ "kubernixos.manifests.a.env[name=A].value (in /fleet/a.nix) is a function" ];
  };

  "refuses a leaf in a list item, by its key" = {
    modules = [
      (inFile "a" [
        {
          apiVersion = "v1";
          kind = "ConfigMap";
          metadata.name = "c";
          data.x = lib.id;
        }
      ])
    ];
    message = [ "kubernixos.manifests.\"v1/ConfigMap/c\".data.x (in /fleet/a.nix) is a function" ];
  };
}
