{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) mailAddress pipelineText;
  setting = import ../../optional-setting.nix { inherit lib; };
in
{
  options.mail =
    setting
      (types.submodule {
        options = {
          from = setting mailAddress "Who it is from. It must be set." "concourse@example.com";

          to = mkOption {
            type = types.listOf mailAddress;
            default = [ ];
            description = "Who gets it.";
            example = [ "ops@example.com" ];
          };

          resourceType = mkOption {
            type = pipelineText;
            default = "pcfseceng/email-resource";
            description = "The image of the resource type that sends it.";
            example = "registry.example.com/mirror/email-resource";
          };
        };
      })
      ''
        Mail on what became of jobs, with the log of k0sctl attached, which holds
        neither the configuration nor secrets. Null: none.
      ''
      {
        from = "concourse@example.com";
        to = [ "ops@example.com" ];
      };
}
