# A nightly dump of the database onto a volume of its own.
{ config, lib, ... }:
let
  inherit (lib) mkIf;
  inherit (import ../functions.nix { inherit lib; })
    containerSecurity
    data
    databaseClient
    labels
    metadata
    podSecurity
    ;

  cfg = config.shop.backups;
in
{
  kubernixos.manifests = mkIf cfg.enable {
    backups-volume = {
      apiVersion = "v1";
      kind = "PersistentVolumeClaim";
      metadata = metadata data "backups" // {
        # Without this, `shop.backups.enable = false` would have the claim pruned, and every dump
        # with it.
        annotations."kubernixos/prune" = "disabled";
      };
      spec = {
        accessModes = [ "ReadWriteOnce" ];
        resources.requests.storage = "100Gi";
      };
    };

    backups = {
      apiVersion = "batch/v1";
      kind = "CronJob";
      metadata = metadata data "backups";
      spec = {
        inherit (cfg) schedule;
        # Else the schedule is read in the controller manager's own time zone.
        timeZone = "Etc/UTC";
        concurrencyPolicy = "Forbid";
        startingDeadlineSeconds = 3600;
        jobTemplate.spec = {
          backoffLimit = 2;
          ttlSecondsAfterFinished = 86400;
          template = {
            metadata.labels = labels "backups" // databaseClient;
            spec = {
              restartPolicy = "Never";
              serviceAccountName = "database";
              securityContext = podSecurity // {
                runAsUser = 999;
                fsGroup = 999;
              };
              containers = [
                {
                  name = "dump";
                  image = "docker.io/library/postgres:17.7";
                  # A dump under its final name is a complete one.
                  command = [
                    "sh"
                    "-ec"
                    ''
                      file="/backups/shop-$(date -u +%Y-%m-%dT%H%M).dump"
                      pg_dump --format=custom --file="$file.partial"
                      mv "$file.partial" "$file"
                    ''
                  ];
                  envFrom = [ { secretRef.name = "database-credentials"; } ];
                  securityContext = containerSecurity;
                  volumeMounts = [
                    {
                      name = "backups";
                      mountPath = "/backups";
                    }
                  ];
                }
              ];
              volumes = [
                {
                  name = "backups";
                  persistentVolumeClaim.claimName = "backups";
                }
              ];
            };
          };
        };
      };
    };
  };
}
