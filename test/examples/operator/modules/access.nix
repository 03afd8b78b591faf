# What the controller may do, and what its kinds mean for the cluster's users.
{ lib, ... }:
let
  inherit (lib) attrNames listToAttrs nameValuePair;
  inherit (import ../functions.nix { inherit lib; })
    group
    kinds
    labels
    metadata
    name
    namespace
    ;

  rbac = "rbac.authorization.k8s.io";
  read = [
    "get"
    "list"
    "watch"
  ];
  write = [
    "create"
    "update"
    "patch"
    "delete"
  ];

  controller = {
    kind = "ServiceAccount";
    inherit name namespace;
  };

  roleRef = kind: name: {
    apiGroup = rbac;
    inherit kind name;
  };

  # Kubernetes adds the rules of a role with this label to its own roles "view", "edit" and "admin",
  # so that whoever may edit a namespace may edit its schedules. Stores are for administrators
  # alone.
  aggregated =
    role: verbs:
    nameValuePair "${role}-role" {
      apiVersion = "${rbac}/v1";
      kind = "ClusterRole";
      metadata = {
        name = "${name}-${role}";
        labels = labels // {
          "${rbac}/aggregate-to-${role}" = "true";
        };
      };
      rules = [
        {
          apiGroups = [ group ];
          resources = [ "backupschedules" ];
          inherit verbs;
        }
      ];
    };
in
{
  kubernixos.manifests = {
    controller-role = {
      apiVersion = "${rbac}/v1";
      kind = "ClusterRole";
      metadata = {
        inherit name labels;
      };
      rules = [
        {
          apiGroups = [ group ];
          resources = attrNames kinds;
          # Neither create nor delete: what backups there should be is for people to say.
          verbs = read ++ [
            "update"
            "patch"
          ];
        }
        {
          apiGroups = [ group ];
          resources = map (plural: "${plural}/status") (attrNames kinds);
          verbs = [
            "update"
            "patch"
          ];
        }
        {
          apiGroups = [ "" ];
          resources = [
            "persistentvolumeclaims"
            "persistentvolumes"
          ];
          verbs = read;
        }
        {
          apiGroups = [ "batch" ];
          resources = [ "jobs" ];
          verbs = read ++ write;
        }
        {
          apiGroups = [ "events.k8s.io" ];
          resources = [ "events" ];
          verbs = [
            "create"
            "patch"
          ];
        }
        {
          # The controller writes its certificate authority into its own webhook configurations, and
          # no other's.
          apiGroups = [ "admissionregistration.k8s.io" ];
          resources = [
            "mutatingwebhookconfigurations"
            "validatingwebhookconfigurations"
          ];
          resourceNames = [ name ];
          verbs = [
            "get"
            "patch"
          ];
        }
      ];
    };

    controller-binding = {
      apiVersion = "${rbac}/v1";
      kind = "ClusterRoleBinding";
      metadata = {
        inherit name labels;
      };
      roleRef = roleRef "ClusterRole" name;
      subjects = [ controller ];
    };

    # Leader election and the webhooks' certificate: in its own namespace only.
    leader-role = {
      apiVersion = "${rbac}/v1";
      kind = "Role";
      metadata = metadata "${name}-leader";
      rules = [
        {
          apiGroups = [ "coordination.k8s.io" ];
          resources = [ "leases" ];
          verbs = read ++ write;
        }
        {
          apiGroups = [ "" ];
          resources = [ "secrets" ];
          resourceNames = [ "backup-webhook-certificate" ];
          verbs = [
            "get"
            "update"
          ];
        }
      ];
    };

    leader-binding = {
      apiVersion = "${rbac}/v1";
      kind = "RoleBinding";
      metadata = metadata "${name}-leader";
      roleRef = roleRef "Role" "${name}-leader";
      subjects = [ controller ];
    };
  }
  // listToAttrs [
    (aggregated "view" read)
    (aggregated "edit" (read ++ write))
  ];
}
