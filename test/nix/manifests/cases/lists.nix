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
    mkForce
    mkIf
    mkMerge
    ;
  containers = list: { spec = { containers = list; }; };
in
{
  "one definition is neither ordered nor deduplicated" = {
    modules = one {
      args = [
        "b"
        "a"
        "b"
      ];
      env = [
        { name = "X"; value = "1"; }
        { name = "A"; value = "1"; }
        { name = "X"; value = "2"; }
      ];
    };
    expected.a = {
      args = [
        "b"
        "a"
        "b"
      ];
      env = [
        { name = "X"; value = "1"; }
        { name = "A"; value = "1"; }
        { name = "X"; value = "2"; }
      ];
    };
  };

  "the same list twice stays one" = {
    modules = both { args = [ "a" ]; } { args = [ "a" ]; };
    expected.a.args = [ "a" ];
  };

  "unequal lists of scalars are concatenated" = {
    modules = [
      (inFile "a" { a.args = [ "x" "y" ]; })
      (inFile "b" { a.args = mkAfter [ "x" ]; })
    ];
    expected.a.args = [ "x" "y" "x" ];
  };

  "mkForce replaces a list" = {
    modules = both { args = [ "x" ]; } { args = mkForce [ "y" ]; };
    expected.a.args = [ "y" ];
  };

  "containers of two modules merge by name" = {
    modules = both (containers [
      {
        name = "main";
        image = "web:1";
        env = [ { name = "A"; value = "1"; } ];
      }
      { name = "side"; image = "log:1"; }
    ]) (containers (mkAfter [
      {
        name = "main";
        env = mkAfter [ { name = "B"; value = "2"; } ];
      }
      { name = "third"; image = "x:1"; }
    ]));
    expected.a = containers [
      {
        name = "main";
        image = "web:1";
        env = [
          { name = "A"; value = "1"; }
          { name = "B"; value = "2"; }
        ];
      }
      { name = "side"; image = "log:1"; }
      { name = "third"; image = "x:1"; }
    ];
  };

  "elements of one name conflict with the name in the path" = {
    modules = both (containers [ { name = "main"; image = "web:1"; } ]) (containers [ { name = "main"; image = "web:2"; } ]);
    message = [
      "kubernixos.manifests.a.spec.containers[name=main].image has conflicting definitions"
      "/fleet/a.nix: \"web:1\""
      "/fleet/b.nix: \"web:2\""
    ];
  };

  "priorities inside elements" = {
    modules = both (containers [ { name = "main"; image = mkDefault "web:1"; } ]) (containers [ { name = "main"; image = "web:2"; } ]);
    expected.a = containers [ { name = "main"; image = "web:2"; } ];
  };

  "priorities around elements" = {
    modules = both (containers [ { name = "main"; image = "web:1"; tty = true; } ]) (containers [ (mkForce { name = "main"; image = "web:2"; }) ]);
    expected.a = containers [ { name = "main"; image = "web:2"; } ];
  };

  "properties inside elements of one definition" = {
    modules = one (containers [
      {
        name = "main";
        env = mkIf true [ { name = "A"; } ];
        image = mkDefault "x";
      }
      (mkIf false { name = "gone"; })
      (mkMerge [
        { name = "merged"; }
        { tty = true; }
      ])
    ]);
    expected.a = containers [
      {
        name = "main";
        env = [ { name = "A"; } ];
        image = "x";
      }
      { name = "merged"; tty = true; }
    ];
  };

  "properties on scalars in lists" = {
    modules = one { args = [ "a" (mkIf false "b") (mkIf true "c") (mkForce "d") ]; };
    expected.a.args = [ "a" "c" "d" ];
  };

  "mkBefore on an element puts it first" = {
    modules = one (containers [ { name = "b"; } (mkBefore { name = "a"; }) ]);
    expected.a = containers [ { name = "a"; } { name = "b"; } ];
  };

  "a name behind a property is still the key" = {
    modules = both (containers [ { name = mkIf true "main"; image = "x"; } ]) (containers [ (mkMerge [ { name = mkForce "main"; } { tty = true; } ]) ]);
    expected.a = containers [ { name = "main"; image = "x"; tty = true; } ];
  };

  "volumeMounts merge by mountPath, also two of one name" = {
    modules = both
      {
        volumeMounts = [
          { name = "data"; mountPath = "/a"; }
          { name = "data"; mountPath = "/b"; }
        ];
      }
      {
        volumeMounts = mkAfter [
          { name = "data"; mountPath = "/b"; readOnly = true; }
          { name = "data"; mountPath = "/c"; }
        ];
      };
    expected.a.volumeMounts = [
      { name = "data"; mountPath = "/a"; }
      { name = "data"; mountPath = "/b"; readOnly = true; }
      { name = "data"; mountPath = "/c"; }
    ];
  };

  "volumeDevices merge by devicePath" = {
    modules = both { volumeDevices = [ { name = "d"; devicePath = "/dev/a"; } ]; } {
      volumeDevices = mkAfter [ { name = "d"; devicePath = "/dev/b"; } ];
    };
    expected.a.volumeDevices = [
      { name = "d"; devicePath = "/dev/a"; }
      { name = "d"; devicePath = "/dev/b"; }
    ];
  };

  "a UDP twin of a TCP port stays" = {
    modules = both
      {
        ports = [
          { containerPort = 53; protocol = "TCP"; }
          { containerPort = 53; protocol = "UDP"; }
        ];
      }
      {
        ports = mkAfter [
          { containerPort = 53; name = "dns"; }
          { containerPort = 9153; }
        ];
      };
    expected.a.ports = [
      { containerPort = 53; protocol = "TCP"; name = "dns"; }
      { containerPort = 53; protocol = "UDP"; }
      { containerPort = 9153; }
    ];
  };

  "ports of a Service merge by port and protocol" = {
    modules = both { ports = [ { port = 80; name = "http"; } ]; } {
      ports = mkAfter [
        { port = 80; protocol = "UDP"; name = "quic"; }
        { port = 80; protocol = "TCP"; targetPort = 8080; }
      ];
    };
    expected.a.ports = [
      { port = 80; name = "http"; protocol = "TCP"; targetPort = 8080; }
      { port = 80; protocol = "UDP"; name = "quic"; }
    ];
  };

  "subjects merge by kind, namespace and name" = {
    modules = both { subjects = [ { kind = "ServiceAccount"; name = "x"; namespace = "a"; } ]; } {
      subjects = mkAfter [
        { kind = "ServiceAccount"; name = "x"; namespace = "a"; }
        { kind = "ServiceAccount"; name = "x"; namespace = "b"; }
        { kind = "User"; name = "x"; }
      ];
    };
    expected.a.subjects = [
      { kind = "ServiceAccount"; name = "x"; namespace = "a"; }
      { kind = "ServiceAccount"; name = "x"; namespace = "b"; }
      { kind = "User"; name = "x"; }
    ];
  };

  "lists that only Nix would take for equal are two" = {
    modules = both { spec.l = [ { type = "derivation"; outPath = "x"; a = 1; } ]; } {
      spec.l = mkAfter [ { type = "derivation"; outPath = "x"; a = 2; } ];
    };
    result = kubernixos: map (element: element.a) kubernixos.manifests.a.spec.l;
    expected = [ 1 2 ];
  };

  "elements that only Nix would take for equal are two" = {
    modules = both { env = [ { name = "A"; type = "derivation"; outPath = "x"; a = 1; } { name = "A"; type = "derivation"; outPath = "x"; a = 2; } ]; } { env = [ { name = "B"; } ]; };
    message = [ "kubernixos.manifests.a.env (in /fleet/a.nix) has two different elements with name=A" ];
  };

  "hostAliases merge by ip, topologySpreadConstraints by two fields" = {
    modules = both
      {
        hostAliases = [ { ip = "1.1.1.1"; hostnames = [ "a" ]; } ];
        topologySpreadConstraints = [ { topologyKey = "zone"; whenUnsatisfiable = "DoNotSchedule"; maxSkew = 1; } ];
      }
      {
        hostAliases = [ { ip = "1.1.1.1"; hostnames = mkAfter [ "b" ]; } ];
        topologySpreadConstraints = mkAfter [
          { topologyKey = "zone"; whenUnsatisfiable = "ScheduleAnyway"; maxSkew = 2; }
          { topologyKey = "zone"; whenUnsatisfiable = "DoNotSchedule"; minDomains = 2; }
        ];
      };
    expected.a = {
      hostAliases = [ { ip = "1.1.1.1"; hostnames = [ "a" "b" ]; } ];
      topologySpreadConstraints = [
        { topologyKey = "zone"; whenUnsatisfiable = "DoNotSchedule"; maxSkew = 1; minDomains = 2; }
        { topologyKey = "zone"; whenUnsatisfiable = "ScheduleAnyway"; maxSkew = 2; }
      ];
    };
  };

  "volumeClaimTemplates merge by metadata.name" = {
    modules = both { volumeClaimTemplates = [ { metadata.name = "data"; spec.x = 1; } ]; } {
      volumeClaimTemplates = [ { metadata.name = "data"; spec.y = 2; } ];
    };
    expected.a.volumeClaimTemplates = [ { metadata.name = "data"; spec = { x = 1; y = 2; }; } ];
  };

  "unknown lists merge by unique names" = {
    modules = both { listeners = [ { name = "http"; port = 80; } ]; } {
      listeners = mkAfter [
        { name = "http"; hostname = "x"; }
        { name = "https"; port = 443; }
      ];
    };
    expected.a.listeners = [
      { name = "http"; port = 80; hostname = "x"; }
      { name = "https"; port = 443; }
    ];
  };

  "unknown lists with a repeated name are concatenated" = {
    modules = both { steps = [ { name = "x"; run = "1"; } { name = "x"; run = "2"; } ]; } {
      steps = mkAfter [ { name = "x"; run = "3"; } ];
    };
    expected.a.steps = [
      { name = "x"; run = "1"; }
      { name = "x"; run = "2"; }
      { name = "x"; run = "3"; }
    ];
  };

  "lists of sets without an identity are concatenated" = {
    modules = both { rules = [ { verbs = [ "get" ]; } ]; } { rules = mkAfter [ { verbs = [ "list" ]; } ]; };
    expected.a.rules = [ { verbs = [ "get" ]; } { verbs = [ "list" ]; } ];
  };

  "finalizers are a set" = {
    modules = both { metadata.finalizers = [ "example.com/x" ]; } { metadata.finalizers = [ "example.com/y" (mkIf true "example.com/x") ]; };
    result = kubernixos: lib.sort lib.lessThan kubernixos.manifests.a.metadata.finalizers;
    expected = [ "example.com/x" "example.com/y" ];
  };

  "the other sets of the API" = {
    modules = both
      {
        spec.validationActions = [ "Deny" ];
        spec.volumeLifecycleModes = [ "Persistent" ];
        spec.podCIDRs = [ "10.0.0.0/24" "fd00::/64" ];
      }
      {
        spec.validationActions = mkAfter [ "Audit" "Deny" ];
        spec.volumeLifecycleModes = mkAfter [ "Persistent" "Ephemeral" ];
        spec.podCIDRs = mkAfter [ "fd00::/64" ];
      };
    expected.a.spec = {
      validationActions = [ "Deny" "Audit" ];
      volumeLifecycleModes = [ "Persistent" "Ephemeral" ];
      podCIDRs = [ "10.0.0.0/24" "fd00::/64" ];
    };
  };

  "conditions merge by type, rules of a CRD by rule, devices by four fields" = {
    modules = both
      {
        conditions = [ { type = "Ready"; status = "True"; } ];
        x-kubernetes-validations = [ { rule = "self.a > 0"; } ];
        devices = [ { driver = "d"; pool = "p"; device = "x"; } ];
      }
      {
        conditions = mkAfter [ { type = "Ready"; reason = "Done"; } { type = "Idle"; } ];
        x-kubernetes-validations = mkAfter [ { rule = "self.a > 0"; message = "positive"; } ];
        devices = mkAfter [
          { driver = "d"; pool = "p"; device = "x"; shareID = "s"; }
          { driver = "d"; pool = "p"; device = "x"; data = 1; }
        ];
      };
    expected.a = {
      conditions = [ { type = "Ready"; status = "True"; reason = "Done"; } { type = "Idle"; } ];
      x-kubernetes-validations = [ { rule = "self.a > 0"; message = "positive"; } ];
      devices = [
        { driver = "d"; pool = "p"; device = "x"; data = 1; }
        { driver = "d"; pool = "p"; device = "x"; shareID = "s"; }
      ];
    };
  };

  "variables of an admission policy cannot be defined twice in one list" = {
    modules = both { variables = [ { name = "x"; expression = "1"; } { name = "x"; expression = "2"; } ]; } {
      variables = [ { name = "y"; } ];
    };
    message = [ "kubernixos.manifests.a.variables (in /fleet/a.nix)" "two different elements with name=x" ];
  };

  "references of the Gateway API to several sections of one name" = {
    modules = both { parentRefs = [ { name = "gw"; sectionName = "http"; } ]; } {
      parentRefs = mkAfter [ { name = "gw"; sectionName = "https"; } ];
    };
    expected.a.parentRefs = [
      { name = "gw"; sectionName = "http"; }
      { name = "gw"; sectionName = "https"; }
    ];
  };

  "equal twins in one definition collapse when merged" = {
    modules = both { env = [ { name = "A"; value = "1"; } { name = "A"; value = "1"; } ]; } {
      env = mkAfter [ { name = "B"; value = "2"; } ];
    };
    expected.a.env = [ { name = "A"; value = "1"; } { name = "B"; value = "2"; } ];
  };

  "unequal twins in one definition cannot be merged" = {
    modules = both { env = [ { name = "A"; value = "1"; } { name = "A"; value = "2"; } ]; } {
      env = [ { name = "B"; value = "2"; } ];
    };
    message = [ "kubernixos.manifests.a.env (in /fleet/a.nix)" "two different elements with name=A" "lib.mkForce" ];
  };
}
