# A host that is one of the machines of this hostgroup.
{
  config,
  lib,
  machines,
  ...
}:
let
  inherit (lib)
    mkDefault
    mkIf
    mkOption
    types
    ;
  setting = import ../optional-setting.nix { inherit lib; };
  machine = machines.${config.machine};
  isThere = config.machine != null && machines ? ${config.machine};
in
{
  options.machine = setting types.str ''
    The machine of `kubernixos.machines` that the host is: its address, its
    hostname and the user `core` are those of the host then, and k0s is
    /opt/bin/k0s, where these are not set.
  '' "node1";

  # Its keys are those of `core`.
  options.ssh = mkOption {
    type = types.nullOr (types.submodule { config.user = mkIf isThere (mkDefault "core"); });
  };

  config = mkIf isThere {
    address = mkDefault machine.address;
    hostname = mkDefault machine.hostname;
    # Flatcar's /usr is read-only: k0sctl puts k0s there unless it is told of another place.
    installPath = mkDefault "/opt/bin/k0s";
  };
}
