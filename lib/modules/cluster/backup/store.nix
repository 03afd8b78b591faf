# Where backups are kept.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; })
    fileName
    hostKey
    openpgp
    variable
    ;
  setting = import ../../optional-setting.nix { inherit lib; };
  secretSource = import ../secret-source.nix { inherit lib; };
in
{
  options = {
    directory = setting fileName ''
      A directory of this machine, absolute or below ~, as a string: best of
      another machine, mounted here.
    '' "/srv/backups/shop";

    git = setting (types.submodule {
      options = {
        uri = mkOption {
          type = types.nonEmptyStr;
          description = "The repository, as git takes it, without a password.";
          example = "git@example.com:ops/backups.git";
        };
        branch = mkOption {
          type = types.strMatching "[A-Za-z0-9][A-Za-z0-9._/-]*";
          default = "backups";
          description = "The branch, which nothing else writes.";
          example = "shop";
        };
        directory = mkOption {
          type = types.strMatching "([A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?";
          default = "";
          description = "A directory of the repository. Empty: its top.";
          example = "clusters/shop";
        };
        committer = {
          name = mkOption {
            type = types.strMatching "[^<>[:cntrl:]]+";
            default = "kubernixos";
            description = "Whose name commits have.";
            example = "shop";
          };
          email = mkOption {
            type = types.strMatching "[^<>[:space:]]+";
            default = "kubernixos@localhost";
            description = "Whose mail address commits have.";
            example = "ops@example.com";
          };
        };
        hostKey = setting hostKey ''
          The public key that a server by SSH proves itself by. Null: as the files
          known_hosts of ssh have it.
        '' "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…";
        signingKey = setting openpgp ''
          The fingerprint of an OpenPGP key of gpg that signs commits. Null: they
          are not signed; the manifests of backups are in any case.
        '' "8FD7A1C29E0B4D5566778899AABBCCDDEEFF0011";
      };
    }) "A branch of a git repository, which is never pushed by force." {
      uri = "git@example.com:ops/backups.git";
    };

    restic = setting (types.submodule {
      imports = [
        {
          options = secretSource "password" {
            what = "the password of the repository";
            exampleFile = "/run/secrets/restic";
            exampleVariable = "RESTIC_PASSWORD";
          };
        }
      ];
      options = {
        repository = mkOption {
          type = types.nonEmptyStr;
          description = "The repository, as restic takes it, without a password.";
          example = "s3:https://s3.example.com/backups";
        };
        variables = mkOption {
          type = types.listOf variable;
          default = [ ];
          description = "Environment variables that restic needs besides, by their names.";
          example = [
            "AWS_ACCESS_KEY_ID"
            "AWS_SECRET_ACCESS_KEY"
          ];
        };
      };
    }) "A repository of restic." { repository = "s3:https://s3.example.com/backups"; };
  };
}
