# What the modules of the operator share: constants and pure functions.
{ lib }:
let
  inherit (lib) toLower;
in
rec {
  group = "backup.example.com";
  version = "v1alpha1";
  namespace = "backup-system";
  name = "backup-operator";

  labels = {
    "app.kubernetes.io/name" = name;
  };

  metadata = name: { inherit name namespace labels; };

  # The kinds of the operator, by the name that the API uses in paths. CRDs, webhooks, RBAC and
  # custom resources are all made from these two, so that they cannot disagree.
  kinds = {
    backupstores = {
      kind = "BackupStore";
      scope = "Cluster";
    };
    backupschedules = {
      kind = "BackupSchedule";
      scope = "Namespaced";
    };
  };

  # definition "backupstores" { … } is the CustomResourceDefinition of BackupStore with that schema
  # of its spec.
  definition =
    plural:
    {
      shortNames,
      columns,
      spec,
    }:
    let
      inherit (kinds.${plural}) kind scope;
    in
    {
      apiVersion = "apiextensions.k8s.io/v1";
      kind = "CustomResourceDefinition";
      metadata = {
        # The API server demands exactly this name.
        name = "${plural}.${group}";
        inherit labels;
      };
      spec = {
        inherit group scope;
        names = {
          inherit kind plural shortNames;
          singular = toLower kind;
          listKind = "${kind}List";
          categories = [ "backup" ];
        };
        versions = [
          {
            name = version;
            served = true;
            storage = true;
            subresources.status = { };
            additionalPrinterColumns = columns ++ [
              {
                name = "Ready";
                type = "string";
                jsonPath = ".status.conditions[?(@.type==\"Ready\")].status";
              }
            ];
            schema.openAPIV3Schema = {
              type = "object";
              required = [ "spec" ];
              properties = {
                inherit spec;
                inherit status;
              };
            };
          }
        ];
      };
    };

  # Both kinds report the same way.
  status = {
    type = "object";
    properties = {
      observedGeneration = {
        type = "integer";
        format = "int64";
      };
      lastBackup = {
        type = "string";
        format = "date-time";
      };
      conditions = {
        type = "array";
        # A map by `type`, so that several writers can each own their condition.
        x-kubernetes-list-type = "map";
        x-kubernetes-list-map-keys = [ "type" ];
        items = {
          type = "object";
          required = [
            "type"
            "status"
          ];
          properties = {
            type.type = "string";
            status = {
              type = "string";
              enum = [
                "True"
                "False"
                "Unknown"
              ];
            };
            reason.type = "string";
            message.type = "string";
            lastTransitionTime = {
              type = "string";
              format = "date-time";
            };
          };
        };
      };
    };
  };
}
