# Nodes without an operating system on disk. None costs nothing: neither types nor
# checks of machines are evaluated then.
{
  config,
  lib,
  options,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (config.kubernixos)
    cluster
    imageVariables
    machineDefaults
    machines
    ;


  checkNames = import ../check-names.nix { inherit config lib options; };
  state =
    if machines == { } then
      {
        machines = [ ];
        problems = [ ];
        warnings = [ ];
      }
    else
      import ../../machine { inherit lib; } machines;
in
{
  options.kubernixos = {
    machines = mkOption {
      type = types.attrsOf (
        types.submodule {
          imports = [
            ./address.nix
            ./boot.nix
            ./build.nix
            ./files.nix
            ./identity.nix
            ./ignition.nix
            ./network.nix
            ./os.nix
            ./secrets.nix
            ./services/ddns.nix
            ./services/heartbeat.nix
            ./services/k0s.nix
            ./services/k3s.nix
            ./services/log-export.nix
            ./ssh.nix
            ./units.nix
            ./variables.nix
            machineDefaults
            { _module.args = { inherit cluster imageVariables; }; }
          ];
        }
      );
      default = { };
      description = ''
        Nodes that hold no operating system on disk: what they boot, and what
        runs on them. Updates are made by a restart.
      '';
      example = lib.literalExpression ''
        {
          node1 = {
            hostname = "node1.example.com";
            os.flatcar = {
              version = "4593.2.5";
              kernel.sha512 = "…";
              initrd.sha512 = "…";
            };
            ssh.authorizedKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA… me" ];
          };
        }
      '';
    };

    machineDefaults = mkOption {
      type = types.deferredModule;
      default = { };
      description = ''
        A module that every machine is made with: settings, or a function that
        gets `name`, `config` and `lib`. Lists and sets are merged with those
        of a machine; what a machine may replace is written with `mkDefault`.
      '';
      example = lib.literalExpression ''
        {
          os.flatcar.channel = "stable";
          ssh.authorizedKeys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA… me" ];
        }
      '';
    };

    imageVariables = mkOption {
      type = types.unspecified;
      internal = true;
      visible = false;
      default = null;
      description = "What variables say of the image of one machine, where one is made.";
      example.machine = "node1";
    };

    machineState = mkOption {
      type = types.unspecified;
      readOnly = true;
      internal = true;
      visible = false;
      default = checkNames state;
      defaultText = lib.literalMD "what the command line reads";
      description = "What the command line reads of the machines, and what is wrong with them.";
      example = { };
    };
  };

  config.kubernixos = lib.mkIf (machines != { }) { inherit (state) warnings; };
}
