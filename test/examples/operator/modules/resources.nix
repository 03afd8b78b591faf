# The custom resources: one for every store and every schedule in `config.backup`.
{ config, lib, ... }:
let
  inherit (lib)
    mapAttrs'
    mapAttrsToList
    mkMerge
    nameValuePair
    ;
  inherit (import ../functions.nix { inherit lib; })
    group
    kinds
    namespace
    version
    ;

  cfg = config.backup;
in
{
  # A typo in the store's name would show up at three in the morning; here it stops the run.
  kubernixos.assertions = mapAttrsToList (name: schedule: {
    assertion = cfg.stores ? ${schedule.store};
    message = "backup.schedules.${name}.store names `${schedule.store}', which is none of backup.stores.";
  }) cfg.schedules;

  kubernixos.manifests = mkMerge [
    (mapAttrs' (
      name: store:
      nameValuePair "store-${name}" {
        apiVersion = "${group}/${version}";
        inherit (kinds.backupstores) kind;
        metadata = { inherit name; };
        spec = { inherit (store) endpoint bucket; };
      }
    ) cfg.stores)

    (mapAttrs' (
      name: schedule:
      nameValuePair "schedule-${name}" {
        apiVersion = "${group}/${version}";
        inherit (kinds.backupschedules) kind;
        metadata = { inherit name namespace; };
        spec = { inherit (schedule) schedule keep store; };
      }
    ) cfg.schedules)
  ];
}
