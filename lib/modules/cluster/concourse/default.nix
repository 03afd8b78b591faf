# The pipeline of Concourse that looks after the cluster.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) hostgroupFile pipelineVariable;
  setting = import ../../optional-setting.nix { inherit lib; };
in
{
  options.concourse =
    setting
      (types.submodule {
        imports = [
          ./image.nix
          ./mail.nix
          ./repository.nix
          ./timeouts.nix
          ./timers.nix
          ./variables.nix
        ];

        options = {
          hostgroup =
            setting hostgroupFile "The file of this hostgroup in the repository. It must be set."
              "prod.nix";

          environment = mkOption {
            type = types.attrsOf pipelineVariable;
            default = { };
            description = ''
              Environment variables of tasks, and the variables of Concourse that
              hold their values. Those that `kubernixos.cluster` names are there
              already, by the same name in small letters; others are for the
              jobs that make and read backups.
            '';
            example.BACKUP_IDENTITY = "shop.backup_identity";
          };

          resetHosts = mkOption {
            type = types.bool;
            default = false;
            description = ''
              Whether the job `install` removes k0s and its data from hosts with
              `reset = true`. Otherwise it fails there: somebody has to say so.
            '';
            example = true;
          };

          selfUpdate = mkOption {
            type = types.bool;
            default = false;
            description = ''
              Whether the pipeline follows the repository, by a job before all
              others. Values of variables must come from a credential manager
              then: those of `fly set-pipeline` would be lost.
            '';
            example = true;
          };
        };
      })
      ''
        The pipeline of Concourse that looks after the cluster, as
        `kubernixos cluster pipeline` prints it. Null: none.
      ''
      {
        repository.uri = "git@git.example.com:fleet.git";
        hostgroup = "prod.nix";
        image.repository = "registry.example.com/kubernixos";
      };
}
