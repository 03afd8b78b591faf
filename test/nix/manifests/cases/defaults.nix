# The default namespace, and labels and annotations of all objects.
{
  configMap,
  inFile,
  lib,
  ...
}:
let
  inherit (lib) mkForce recursiveUpdate;
  set = settings: {
    _file = "/fleet/s.nix";
    kubernixos = settings;
  };
  object = apiVersion: kind: name: {
    inherit apiVersion kind;
    metadata = { inherit name; };
  };
  namespaces =
    kubernixos:
    lib.listToAttrs (
      map (
        { kind, metadata, ... }: lib.nameValuePair "${kind}/${metadata.name}" (metadata.namespace or "none")
      ) kubernixos.eval.manifests
    );
  issuer = object "cert-manager.io/v1" "ClusterIssuer" "i";
  certificate = name: object "cert-manager.io/v1" "Certificate" name;
  definition = group: kind: scope: {
    apiVersion = "apiextensions.k8s.io/v1";
    kind = "CustomResourceDefinition";
    metadata.name = "${lib.toLower kind}s.${group}";
    spec = {
      inherit group scope;
      names = { inherit kind; };
    };
  };
in
{
  "a default namespace, never on kinds without one" = {
    modules = [
      (set { namespace = "shop"; })
      (inFile "a" [
        (configMap "c" { })
        (recursiveUpdate (configMap "own" { }) { metadata.namespace = "ops"; })
        (recursiveUpdate (configMap "null" { }) { metadata.namespace = null; })
        (object "apps/v1" "Deployment" "d")
        (object "v1" "Namespace" "shop")
        (object "rbac.authorization.k8s.io/v1" "ClusterRole" "r")
        (object "storage.k8s.io/v1" "StorageClass" "s")
        (object "admissionregistration.k8s.io/v1" "ValidatingWebhookConfiguration" "w")
      ])
    ];
    result = namespaces;
    expected = {
      "ConfigMap/c" = "shop";
      "ConfigMap/own" = "ops";
      "ConfigMap/null" = "shop";
      "Deployment/d" = "shop";
      "Namespace/shop" = "none";
      "ClusterRole/r" = "none";
      "StorageClass/s" = "none";
      "ValidatingWebhookConfiguration/w" = "none";
    };
  };

  "in Lists, too" = {
    modules = [
      (set { namespace = "shop"; })
      (inFile "a" [ { apiVersion = "v1"; kind = "List"; items = [ (configMap "c" { }) (object "v1" "Node" "n") ]; } ])
    ];
    result = namespaces;
    expected = {
      "ConfigMap/c" = "shop";
      "Node/n" = "none";
    };
  };

  "no default namespace, no question about custom kinds" = {
    modules = [ (inFile "a" { i = issuer; }) ];
    result = namespaces;
    expected."ClusterIssuer/i" = "none";
  };

  "a custom kind is what its definition says" = {
    modules = [
      (set { namespace = "shop"; })
      (inFile "a" {
        i = issuer;
        c = certificate "c";
        di = definition "cert-manager.io" "ClusterIssuer" "Cluster";
        dc = definition "cert-manager.io" "Certificate" "Namespaced";
      })
    ];
    result = namespaces;
    expected = {
      "ClusterIssuer/i" = "none";
      "Certificate/c" = "shop";
      "CustomResourceDefinition/clusterissuers.cert-manager.io" = "none";
      "CustomResourceDefinition/certificates.cert-manager.io" = "none";
    };
  };

  "a custom kind is what kubernixos.scopes says, or its definition" = {
    modules = [
      (set {
        namespace = "shop";
        scopes = {
          "cert-manager.io/ClusterIssuer" = "Cluster";
          "cert-manager.io/Certificate" = "Namespaced";
          "example.com/Widget" = "Namespaced";
          "v1/ConfigMap" = "Cluster";
          "/ConfigMap" = "Cluster";
        };
      })
      (inFile "a" {
        i = issuer;
        c = certificate "c";
        m = configMap "m" { };
        d = definition "example.com" "Widget" "Cluster";
        w = object "example.com/v1" "Widget" "w";
      })
    ];
    result = namespaces;
    expected = {
      "ClusterIssuer/i" = "none";
      "Certificate/c" = "shop";
      "ConfigMap/m" = "shop";
      "Widget/w" = "none";
      "CustomResourceDefinition/widgets.example.com" = "none";
    };
  };

  "a kind of another group is not the built-in one" = {
    modules = [ (set { namespace = "shop"; }) (inFile "a" { d = object "example.com/v1" "Deployment" "d"; }) ];
    message = [ "kubernixos.manifests.d (in /fleet/a.nix)" "nothing says whether example.com/Deployment lives in a namespace" ];
  };

  "a custom kind of unknown scope is an error that says how, once a kind" = {
    modules = [
      (set { namespace = "shop"; })
      (inFile "a" {
        a = certificate "a";
        b = certificate "b";
        c = certificate "c";
        i = issuer;
        ok = recursiveUpdate (object "example.com/v1" "Widget" "w") { metadata.namespace = "ops"; };
      })
    ];
    message = [
      "kubernixos.manifests.a (in /fleet/a.nix) and 2 others of its kind may need the namespace of kubernixos.namespace, or none: nothing says whether cert-manager.io/Certificate lives in a namespace."
      "Write `kubernixos.scopes.\"cert-manager.io/Certificate\" = \"Namespaced\";` or `kubernixos.scopes.\"cert-manager.io/Certificate\" = \"Cluster\";`"
      "`metadata.namespace = \"shop\";`"
      "kubernixos.manifests.i (in /fleet/a.nix) may need"
    ];
  };

  "two objects that the default namespace makes one" = {
    modules = [
      (set { namespace = "shop"; })
      (inFile "a" [
        (configMap "c" { })
        (recursiveUpdate (configMap "c" { }) { metadata.namespace = "shop"; })
      ])
    ];
    message = [ "are the same object, ConfigMap shop/c" ];
  };

  "a namespace that is no name is refused" = {
    modules = [ (set { namespace = "The Shop"; }) (inFile "a" { a = configMap "c" { }; }) ];
    message = [ "kubernixos.namespace" "/fleet/s.nix" ];
  };

  "a scope is one of two words" = {
    modules = [ (set { namespace = "shop"; scopes."example.com/X" = "namespaced"; }) (inFile "a" { a = object "example.com/v1" "X" "x"; }) ];
    message = [ "kubernixos.scopes.\"example.com/X\"" "/fleet/s.nix" "Namespaced" ];
  };

  "labels and annotations of all objects, where the manifest does not say its own" = {
    modules = [
      (set {
        labels = {
          team = "shop";
          tier = "front";
        };
        annotations.contact = "shop@example.com";
      })
      (inFile "a" {
        a = recursiveUpdate (object "apps/v1" "Deployment" "d") {
          metadata.labels.tier = "back";
          spec.template.metadata.labels.app = "d";
          spec.selector.matchLabels.app = "d";
        };
        n = recursiveUpdate (object "v1" "Namespace" "n") {
          metadata.labels = null;
          metadata.annotations.contact = "ops@example.com";
        };
      })
    ];
    result =
      kubernixos:
      map (
        manifest:
        recursiveUpdate (removeAttrs manifest [ "kind" "apiVersion" ]) {
          metadata.labels.kubernixos = "x";
          metadata.annotations."kubernixos/owner" = "y";
        }
      ) kubernixos.eval.manifests;
    expected = [
      {
        metadata = {
          name = "d";
          labels = {
            team = "shop";
            tier = "back";
            kubernixos = "x";
          };
          annotations = {
            contact = "shop@example.com";
            "kubernixos/owner" = "y";
          };
        };
        spec = {
          template.metadata.labels.app = "d";
          selector.matchLabels.app = "d";
        };
      }
      {
        metadata = {
          name = "n";
          labels = {
            team = "shop";
            tier = "front";
            kubernixos = "x";
          };
          annotations = {
            contact = "ops@example.com";
            "kubernixos/owner" = "y";
          };
        };
      }
    ];
  };

  "labels of two modules conflict, and mkForce chooses" = {
    modules = [
      (set { labels.team = "shop"; })
      (set { labels.team = mkForce "ops"; })
      (inFile "a" { a = configMap "c" { }; })
    ];
    result = kubernixos: (builtins.head kubernixos.eval.manifests).metadata.labels.team;
    expected = "ops";
  };

  "our own label and annotation are not for all objects either" = {
    modules = [ (set { labels.kubernixos = "x"; }) (inFile "a" { a = configMap "c" { }; }) ];
    message = [ "kubernixos.labels" "/fleet/s.nix" "without the reserved \"kubernixos\"" ];
  };

  "our own annotation is not for all objects either" = {
    modules = [ (set { annotations."kubernixos/owner" = "x"; }) (inFile "a" { a = configMap "c" { }; }) ];
    message = [ "kubernixos.annotations" "/fleet/s.nix" "without the reserved \"kubernixos/owner\"" ];
  };

  "faulty metadata is reported as it is" = {
    modules = [
      (set { namespace = "shop"; labels.team = "shop"; })
      (inFile "a" {
        a = configMap "c" { } // { metadata = "x"; };
        b = recursiveUpdate (configMap "d" { }) { metadata.labels = [ ]; };
        c.apiVersion = 1;
      })
    ];
    message = [
      "kubernixos.manifests.a.metadata (in /fleet/a.nix) is a string, not an attribute set"
      "kubernixos.manifests.b.metadata.labels (in /fleet/a.nix) is a list, not an attribute set"
      "kubernixos.manifests.c.apiVersion (in /fleet/a.nix) is an integer"
    ];
  };
}
