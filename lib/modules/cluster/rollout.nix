# How k0sctl changes the hosts of a running cluster: `spec.options`.
{ lib, ... }:
let
  inherit (lib) types;
  inherit (types) bool ints str;
  inherit (import ../../cluster/types.nix { inherit lib; }) duration;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.options = {
    wait.enabled = setting bool "Whether to wait until nodes are ready. Null: true." false;

    drain = {
      enabled = setting bool "Whether to drain workers before they are changed. Null: true." false;
      gracePeriod = setting duration "How long pods may take to end. Null: 120s." "30s";
      timeout = setting duration "How long to drain one worker. Null: 300s." "10m";
      force = setting bool "Whether to delete pods that nothing would start again. Null: true." false;
      ignoreDaemonSets = setting bool "Whether to leave the pods of DaemonSets alone. Null: true." false;
      deleteEmptyDirData =
        setting bool "Whether to delete pods with emptyDir volumes, and the data in them. Null: true."
          false;
      podSelector = setting str "A selector of the pods to move. Null: all." "tier!=batch";
      skipWaitForDeleteTimeout =
        setting duration "After how long to stop waiting for a pod that is being deleted. Null: never."
          "1m";
    };

    concurrency = {
      limit = setting ints.positive "How many hosts are worked on at once. Null: 30." 10;
      workerDisruptionPercent =
        setting (ints.between 1 100) "How many of the workers may be down at once, in percent. Null: 10."
          25;
      uploads = setting ints.positive "How many files are uploaded at once. Null: 5." 2;
    };

    evictTaint = {
      enabled = setting bool "Whether to taint a node before it is changed or reset. Null: false." true;
      taint =
        setting
          (types.strMatching "[^=[:space:]]+=[^=[:space:]]*" // {
            description = "taint, such as \"example.com/evict=true\"";
          })
          "The taint, KEY=VALUE. Null: k0sctl.k0sproject.io/evict=true."
          "example.com/evict=true";
      effect = setting (types.enum [
        "NoExecute"
        "NoSchedule"
        "PreferNoSchedule"
      ]) "The effect of the taint. Null: NoExecute." "NoSchedule";
      controllerWorkers =
        setting bool "Whether to taint controllers that are workers, too. Null: false."
          true;
    };
  };
}
