# What variables say of the image of this machine. They count before all that is written, and have no
# effect where the machine starts from the network, with a script that others are served too.
{
  config,
  imageVariables,
  lib,
  name,
  ...
}:
let
  inherit (lib) mkIf mkOption mkOverride types;
  isMeant =
    imageVariables != null && imageVariables.machine == name && config.boot.source == "stick";
  none = {
    hostname = null;
    sshKey = null;
    ignitionUrl = null;
  };
  said = if isMeant then removeAttrs imageVariables [ "machine" ] else none;
  # Before `mkForce`, which is 50.
  first = mkOverride 10;
in
{
  options.variables = mkOption {
    type = types.unspecified;
    readOnly = true;
    internal = true;
    visible = false;
    default = said;
    defaultText = lib.literalMD "what the environment of `machine image` says";
    description = "Hostname, key and address of the configuration, as variables say them for one image.";
    example.hostname = "node1.example.com";
  };

  config = {
    hostname = mkIf (said.hostname != null) (first said.hostname);
    # What is pinned has no other address: checks/variables.nix.
    boot.ignitionUrl = mkIf (said.ignitionUrl != null && config.boot.ignition == "url") (
      first said.ignitionUrl
    );
  };
}
