# Who may do what: developers look at everything of the shop, the pipeline restarts services, nobody
# else.
{ lib, ... }:
let
  inherit (lib) mkMerge;
  inherit (import ../functions.nix { inherit lib; }) front metadata perNamespace;

  rbac = "rbac.authorization.k8s.io";
  developers = {
    apiGroup = rbac;
    kind = "Group";
    name = "shop-developers";
  };
in
{
  kubernixos.manifests = mkMerge [
    # Kubernetes' own "view" leaves out Secrets, which is what is wanted here.
    (perNamespace "developers-view" (namespace: {
      apiVersion = "${rbac}/v1";
      kind = "RoleBinding";
      metadata = metadata namespace "developers-view";
      roleRef = {
        apiGroup = rbac;
        kind = "ClusterRole";
        name = "view";
      };
      subjects = [ developers ];
    }))

    {
      # Names of cluster-scoped objects are shared by all: hence the prefix.
      developers-role = {
        apiVersion = "${rbac}/v1";
        kind = "ClusterRole";
        metadata.name = "shop-developers";
        rules = [
          {
            apiGroups = [ "" ];
            resources = [
              "namespaces"
              "nodes"
            ];
            verbs = [
              "get"
              "list"
              "watch"
            ];
          }
          {
            apiGroups = [ "metrics.k8s.io" ];
            resources = [
              "nodes"
              "pods"
            ];
            verbs = [
              "get"
              "list"
            ];
          }
        ];
      };

      developers-binding = {
        apiVersion = "${rbac}/v1";
        kind = "ClusterRoleBinding";
        metadata.name = "shop-developers";
        roleRef = {
          apiGroup = rbac;
          kind = "ClusterRole";
          name = "shop-developers";
        };
        subjects = [ developers ];
      };

      pipeline-service-account = {
        apiVersion = "v1";
        kind = "ServiceAccount";
        metadata = metadata front "pipeline";
      };

      pipeline-role = {
        apiVersion = "${rbac}/v1";
        kind = "Role";
        metadata = metadata front "pipeline";
        rules = [
          {
            apiGroups = [ "apps" ];
            resources = [ "deployments" ];
            verbs = [
              "get"
              "list"
              "watch"
              "patch"
            ];
          }
          {
            apiGroups = [ "" ];
            resources = [
              "pods"
              "pods/log"
            ];
            verbs = [
              "get"
              "list"
              "watch"
            ];
          }
        ];
      };

      pipeline-binding = {
        apiVersion = "${rbac}/v1";
        kind = "RoleBinding";
        metadata = metadata front "pipeline";
        roleRef = {
          apiGroup = rbac;
          kind = "Role";
          name = "pipeline";
        };
        subjects = [
          {
            kind = "ServiceAccount";
            name = "pipeline";
            namespace = front;
          }
        ];
      };
    }
  ];
}
