# The kinds: a store belongs to the cluster, a schedule to a namespace.
{ lib, ... }:
let
  inherit (import ../functions.nix { inherit lib; }) definition;
in
{
  kubernixos.manifests = {
    stores-definition = definition "backupstores" {
      shortNames = [ "bst" ];
      columns = [
        {
          name = "Bucket";
          type = "string";
          jsonPath = ".spec.bucket";
        }
      ];
      spec = {
        type = "object";
        required = [
          "endpoint"
          "bucket"
        ];
        properties = {
          endpoint = {
            type = "string";
            pattern = "^https://";
          };
          bucket = {
            type = "string";
            minLength = 3;
            maxLength = 63;
          };
        };
        # Backups would be lost from sight: a store is left behind, not moved.
        x-kubernetes-validations = [
          {
            rule = "self.bucket == oldSelf.bucket";
            message = "bucket is immutable: create another BackupStore";
          }
        ];
      };
    };

    schedules-definition = definition "backupschedules" {
      shortNames = [ "bsc" ];
      columns = [
        {
          name = "Schedule";
          type = "string";
          jsonPath = ".spec.schedule";
        }
        {
          name = "Store";
          type = "string";
          jsonPath = ".spec.store";
        }
      ];
      spec = {
        type = "object";
        required = [
          "schedule"
          "store"
        ];
        properties = {
          schedule = {
            type = "string";
            minLength = 9;
          };
          store = {
            type = "string";
            minLength = 1;
          };
          keep = {
            type = "integer";
            format = "int32";
            minimum = 1;
            default = 7;
          };
          suspend = {
            type = "boolean";
            default = false;
          };
          selector = {
            description = "Which volume claims are backed up; all of the namespace where it is empty.";
            type = "object";
            properties.matchLabels = {
              type = "object";
              additionalProperties.type = "string";
            };
          };
        };
      };
    };
  };
}
