# How the variables of Concourse are called that hold what no pipeline may hold.
{ lib, ... }:
let
  inherit (lib) mkOption;
  inherit (import ../../../cluster/types.nix { inherit lib; }) pipelineVariable;
  setting = import ../../optional-setting.nix { inherit lib; };

  variable =
    default: description:
    mkOption {
      type = pipelineVariable;
      inherit default description;
      example = "shop.${default}";
    };
in
{
  options.variables = {
    sshKey = mkOption {
      type = lib.types.nullOr pipelineVariable;
      default = "ssh_key";
      description = ''
        The variable of the private key for hosts and bastions without
        `keyPath`. Null: there is none.
      '';
      example = "shop.ssh_key";
    };

    repositoryKey =
      setting pipelineVariable "The variable of the private key for the repository. Null: it needs none."
        "fleet_key";
    repositoryUsername =
      setting pipelineVariable "The variable of the user name for a repository by HTTPS. Null: it needs none."
        "fleet_username";
    repositoryPassword =
      setting pipelineVariable "The variable of the password or token of that user."
        "fleet_password";

    registryUsername =
      setting pipelineVariable "The variable of the user name for the registry of the image. Null: it needs none."
        "registry_username";
    registryPassword =
      setting pipelineVariable "The variable of the password of that user."
        "registry_password";

    smtpHost = variable "smtp_host" "The variable of the mail server's name.";
    smtpPort = variable "smtp_port" "The variable of the mail server's port.";
    smtpUsername = variable "smtp_username" "The variable of the user name for the mail server.";
    smtpPassword = variable "smtp_password" "The variable of the password of that user.";
  };
}
