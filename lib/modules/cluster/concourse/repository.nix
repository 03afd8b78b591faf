{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) pipelineText;
  setting = import ../../optional-setting.nix { inherit lib; };
in
{
  options.repository = {
    uri =
      setting pipelineText "The git repository that has the hostgroup. It must be set."
        "git@git.example.com:fleet.git";

    branch = mkOption {
      type = pipelineText;
      default = "main";
      description = "Its branch.";
      example = "production";
    };

    paths = mkOption {
      type = types.listOf pipelineText;
      default = [ ];
      description = ''
        Files and directories whose changes start jobs, as patterns of git.
        Empty: any change.
      '';
      example = [
        "prod.nix"
        "modules"
      ];
    };
  };
}
