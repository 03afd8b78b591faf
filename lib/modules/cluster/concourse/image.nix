{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) pipelineText;
  setting = import ../../optional-setting.nix { inherit lib; };
in
{
  options.image = {
    repository =
      setting pipelineText
        "Where workers of Concourse get the image of kubernixos from. It must be set."
        "registry.example.com/kubernixos";

    tag = mkOption {
      type = types.strMatching "[A-Za-z0-9_][A-Za-z0-9_.-]*";
      default = "latest";
      description = "The tag of the image.";
      example = "0.1.0";
    };

    digest = setting (types.strMatching "sha256:[0-9a-f]{64}") ''
      The digest of the image, so that no other one is ever run. Null: what the
      tag stands for.
    '' "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  };
}
