{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) fileName;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    user = mkOption {
      type = types.strMatching "[^[:space:]]+";
      default = "root";
      description = "Who logs in. Others than root need sudo without a password.";
      example = "ops";
    };

    port = mkOption {
      type = types.port;
      default = 22;
      description = "The port of sshd.";
      example = 2222;
    };

    keyPath = setting fileName ''
      The file of the private key, absolute or below ~, as a string: the key
      itself must not enter the Nix store. Null: the agent's keys, and those
      that ssh uses by default.
    '' "~/.ssh/id_ed25519";

    options = import ./ssh-options.nix { inherit lib; };

    bastion = setting (types.submodule (import ./bastion.nix)) ''
      A host that the connection goes through.
    '' { address = "bastion.example.com"; };
  };
}
