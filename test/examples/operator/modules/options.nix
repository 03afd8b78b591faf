# What can be said about the operator and its objects.
{ lib, ... }:
let
  inherit (lib) mkOption types;

  store = {
    options = {
      endpoint = mkOption {
        type = types.str;
        example = "https://objects.example.com";
        description = "Address of the object storage.";
      };
      bucket = mkOption {
        type = types.str;
        example = "cluster-backups";
        description = "Bucket that the backups go to.";
      };
    };
  };

  schedule = {
    options = {
      schedule = mkOption {
        type = types.str;
        example = "15 3 * * *";
        description = "When backups are made, in cron's notation.";
      };
      keep = mkOption {
        type = types.ints.positive;
        default = 7;
        example = 30;
        description = "Number of backups to keep.";
      };
      store = mkOption {
        type = types.str;
        default = "offsite";
        example = "archive";
        description = "Name of the store that the backups go to.";
      };
    };
  };
in
{
  options.backup = {
    version = mkOption {
      type = types.str;
      example = "1.9.0";
      description = "Release of the operator.";
    };
    stores = mkOption {
      type = types.attrsOf (types.submodule store);
      default = { };
      example = {
        archive = {
          endpoint = "https://objects.example.com";
          bucket = "archive";
        };
      };
      description = "Where backups go: one BackupStore each, for the whole cluster.";
    };
    schedules = mkOption {
      type = types.attrsOf (types.submodule schedule);
      default = { };
      example = {
        nightly.schedule = "15 3 * * *";
      };
      description = "When backups are made: one BackupSchedule each, in the operator's own namespace.";
    };
  };
}
