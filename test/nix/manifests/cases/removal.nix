# `"$patch" = "delete"` removes an element of a list that another module defines.
{
  both,
  configMap,
  inFile,
  lib,
  one,
  ...
}:
let
  inherit (lib)
    mkDefault
    mkForce
    mkIf
    mkMerge
    ;
  delete = key: key // { "$patch" = "delete"; };
  pod = {
    containers = [
      { name = "main"; image = "web:1"; }
      { name = "sidecar"; image = "log:1"; }
    ];
    volumes = [ { name = "data"; emptyDir = { }; } ];
  };
in
{
  "an element of another module" = {
    modules = both { spec = pod; } { spec.containers = [ (delete { name = "sidecar"; }) ]; };
    expected.a.spec = pod // { containers = [ { name = "main"; image = "web:1"; } ]; };
  };

  "whatever the order of the modules" = {
    modules = both { spec.containers = [ (delete { name = "sidecar"; }) ]; } { spec = pod; };
    expected.a.spec = pod // { containers = [ { name = "main"; image = "web:1"; } ]; };
  };

  "the last element" = {
    modules = both { spec = pod; } { spec.volumes = [ (delete { name = "data"; }) ]; };
    expected.a.spec = pod // { volumes = [ ]; };
  };

  "one that two modules define, and one more is added" = {
    modules = [
      (inFile "a" { a.env = [ { name = "A"; value = "1"; } { name = "B"; } ]; })
      (inFile "b" { a.env = [ { name = "A"; } ]; })
      (inFile "c" { a.env = [ (delete { name = "A"; }) { name = "C"; } ]; })
    ];
    result = kubernixos: lib.sort lib.lessThan (map (element: element.name) kubernixos.manifests.a.env);
    expected = [ "B" "C" ];
  };

  "a port, but not its twin of another protocol" = {
    modules = both
      { ports = [ { containerPort = 53; } { containerPort = 53; protocol = "UDP"; } ]; }
      { ports = [ (delete { containerPort = 53; protocol = "TCP"; }) ]; };
    expected.a.ports = [ { containerPort = 53; protocol = "UDP"; } ];
  };

  "an element of a list that is known by names alone" = {
    modules = both { listeners = [ { name = "http"; } { name = "https"; } ]; } { listeners = [ (delete { name = "http"; }) ]; };
    expected.a.listeners = [ { name = "https"; } ];
  };

  "in an element that merges" = {
    modules = both
      { spec.containers = [ { name = "main"; env = [ { name = "A"; } { name = "B"; } ]; } ]; }
      { spec.containers = [ { name = "main"; env = [ (delete { name = "A"; }) ]; } ]; };
    expected.a.spec.containers = [ { name = "main"; env = [ { name = "B"; } ]; } ];
  };

  "under a condition" = {
    modules = both { spec = pod; } {
      spec.containers = mkMerge [
        [ (mkIf false (delete { name = "main"; })) ]
        (mkIf true [ (delete { name = "sidecar"; }) ])
      ];
    };
    expected.a.spec = pod // { containers = [ { name = "main"; image = "web:1"; } ]; };
  };

  "mkForce on an element keeps it" = {
    modules = [
      (inFile "a" { a.spec = pod; })
      (inFile "b" { a.spec.containers = [ (delete { name = "sidecar"; }) ]; })
      (inFile "c" { a.spec.containers = [ (mkForce { name = "sidecar"; image = "log:2"; }) ]; })
    ];
    result = kubernixos: lib.listToAttrs (map (element: lib.nameValuePair element.name element.image) kubernixos.manifests.a.spec.containers);
    expected = { main = "web:1"; sidecar = "log:2"; };
  };

  "mkDefault on a removal gives way" = {
    modules = both { spec = pod; } { spec.containers = [ (mkDefault (delete { name = "sidecar"; })) ]; };
    expected.a.spec = pod;
  };

  "an element that nobody defines is an error" = {
    modules = both { spec = pod; } { spec.containers = [ (delete { name = "sidecart"; }) ]; };
    message = [
      "kubernixos.manifests.a.spec.containers[name=sidecart] (in /fleet/b.nix) is to be removed, but no other definition has it"
      "they have name=main and name=sidecar"
    ];
  };

  "two modules that remove what nobody defines" = {
    modules = both { env = [ (delete { name = "A"; }) { name = "B"; } ]; } { env = [ (delete { name = "A"; }) ]; };
    message = [ "kubernixos.manifests.a.env[name=A] (in /fleet/" "no other definition has it" ];
  };

  "a list that no other module defines is an error" = {
    modules = one { spec.containers = [ (delete { name = "sidecar"; }) ]; };
    message = [
      "kubernixos.manifests.a.spec.containers[0] (in /fleet/a.nix) cannot be removed"
      "lib.mkForce"
    ];
  };

  "a list without keys is an error, and mkForce the way out" = {
    modules = both { spec.rules = [ { verbs = [ "get" ]; } ]; } { spec.rules = [ (delete { verbs = [ "get" ]; }) ]; };
    message = [
      "kubernixos.manifests.a.spec.rules[0] (in /fleet/b.nix) cannot be removed"
      "Write `lib.mkForce` before the list as it should remain."
    ];
  };

  "removing from arguments is mkForce" = {
    modules = both { args = [ "--verbose" "--port=80" ]; } { args = mkForce [ "--port=80" ]; };
    expected.a.args = [ "--port=80" ];
  };

  "other words of Kubernetes' patches are errors" = {
    modules = both { spec = pod; } { spec.containers = [ { name = "main"; "$patch" = "replace"; } ]; };
    message = [
      "kubernixos.manifests.a.spec.containers[name=main] (in /fleet/b.nix) has a `\"$patch\"` other than \"delete\""
      "lib.mkForce"
    ];
  };

  "twice in one list, kept and removed, is an error" = {
    modules = both { env = [ { name = "A"; value = "1"; } (delete { name = "A"; }) ]; } { env = [ { name = "A"; } ]; };
    message = [ "kubernixos.manifests.a.env (in /fleet/a.nix) has two different elements with name=A" ];
  };

  "with mkForce the word itself is data, also for transformers" = {
    modules = one {
      apiVersion = "kyverno.io/v1";
      kind = "ClusterPolicy";
      metadata.name = "p";
      spec.weight = 0.5;
      spec.patchStrategicMerge.spec.containers = [ { name = "log"; "$patch" = mkForce "delete"; } ];
    } ++ [ { kubernixos.transformers = [ (object: object) ]; } ];
    result = kubernixos: (builtins.head kubernixos.eval.manifests).spec.patchStrategicMerge;
    expected.spec.containers = [ { name = "log"; "$patch" = "delete"; } ];
  };

  "with mkForce the word itself is data when elements merge" = {
    modules = both { containers = [ { name = "log"; "$patch" = mkForce "delete"; } ]; } { containers = [ { name = "log"; x = 1; } ]; };
    expected.a.containers = [ { name = "log"; x = 1; "$patch" = "delete"; } ];
  };

  "a word under a condition is refused" = {
    modules = both { env = [ { name = "A"; "$patch" = mkIf true "delete"; } ]; } { env = [ { name = "A"; } ]; };
    message = [ "kubernixos.manifests.a.env[name=A] (in /fleet/a.nix) has a `\"$patch\"` other than \"delete\"" ];
  };

  "patches that are data stay" = {
    modules = [
      (inFile "a" {
        a = lib.recursiveUpdate (configMap "a" { "$patch" = "delete"; }) {
          spec.patches = [ (delete (configMap "b" { })) ];
        };
      })
    ];
    expected.a = lib.recursiveUpdate (configMap "a" { "$patch" = "delete"; }) {
      spec.patches = [ (configMap "b" { } // { "$patch" = "delete"; }) ];
    };
  };
}
