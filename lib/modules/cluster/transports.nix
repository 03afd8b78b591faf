# How k0sctl reaches a host: exactly one of these.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  setting = import ../optional-setting.nix { inherit lib; };
  inherit (import ../../cluster/types.nix { inherit lib; }) hostKey;
  module = file: types.submodule (import file);
in
{
  options = {
    ssh = setting (module ./ssh.nix) ''
      SSH by k0sctl's own client. `{ }` is root on port 22.
    '' { user = "ops"; };

    openSSH = setting (module ./open-ssh.nix) ''
      SSH by the program ssh of the machine that k0sctl runs on, with its
      configuration.
    '' { configPath = "/srv/fleet/ssh_config"; };

    winRM = setting (module ./win-rm.nix) "Windows Remote Management, for workers with Windows." {
      useHTTPS = true;
      passwordVariable = "WINDOWS_PASSWORD";
    };

    localhost = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the host is the machine that k0sctl runs on.";
      example = true;
    };

    hostKey = setting hostKey ''
      The public key that the host proves itself by. Declare those of all
      hosts that are reached by SSH, bastions included, or of none.
    '' "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…";
  };
}
