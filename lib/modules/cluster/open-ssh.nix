{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) fileName;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    user =
      setting (types.strMatching "[^[:space:]]+") "Who logs in. Null: as ssh is configured."
        "ops";
    port = setting types.port "The port of sshd. Null: as ssh is configured." 2222;
    keyPath =
      setting fileName "The file of the private key, absolute or below ~, as a string."
        "~/.ssh/id_ed25519";
    configPath =
      setting fileName "The configuration of ssh. Null: the user's."
        "/srv/fleet/ssh_config";
    options = import ./ssh-options.nix { inherit lib; };
    disableMultiplexing = mkOption {
      type = types.bool;
      default = false;
      description = "Whether every command opens a connection of its own.";
      example = true;
    };
  };
}
