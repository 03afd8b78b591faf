{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) address fileName hostKey;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    address = setting address "The address of the bastion. It must be set." "bastion.example.com";

    user = mkOption {
      type = types.strMatching "[^[:space:]]+";
      default = "root";
      description = "Who logs in on the bastion.";
      example = "ops";
    };

    port = mkOption {
      type = types.port;
      default = 22;
      description = "The port of its sshd.";
      example = 2222;
    };

    keyPath =
      setting fileName "The file of the private key, as for the host itself."
        "~/.ssh/id_bastion";

    hostKey =
      setting hostKey "The public key that the bastion proves itself by."
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…";

    options = import ./ssh-options.nix { inherit lib; };
  };
}
