{ lib, machines, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.hosts = mkOption {
    type = types.attrsOf (
      types.submodule {
        imports = import ./host-modules.nix ++ [
          ./host-machine.nix
          { _module.args = { inherit machines; }; }
        ];
      }
    );
    default = { };
    description = ''
      The hosts of the cluster, by names of your choice. k0sctl gets them in
      the order of these names, and the first controller is where it begins.
    '';
    example.controller1 = {
      role = "controller";
      address = "10.0.0.11";
      ssh.keyPath = "~/.ssh/id_ed25519";
    };
  };
}
