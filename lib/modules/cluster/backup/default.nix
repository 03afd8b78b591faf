# How the cluster is backed up; null where it is not.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; })
    duration
    recipient
    signer
    storeName
    ;
  setting = import ../../optional-setting.nix { inherit lib; };
  secretSource = import ../secret-source.nix { inherit lib; };

  count =
    type: default: description:
    mkOption {
      inherit default description type;
      example = 3;
    };
  kept = count types.ints.unsigned;
in
{
  options.backup = setting (types.submodule {
    imports = [
      {
        options = secretSource "signingKey" {
          what = "the private key that signs backups, in PEM";
          exampleFile = "/run/secrets/backup-signing.pem";
          exampleVariable = "BACKUP_SIGNING_KEY";
        };
      }
      {
        options = secretSource "identity" {
          what = "an identity of age that opens backups; with recipients of OpenPGP gpg has the key";
          exampleFile = "/run/secrets/backup-identity.txt";
          exampleVariable = "BACKUP_IDENTITY";
        };
      }
    ];
    options = {
      store = mkOption {
        type = types.submodule (import ./store.nix);
        default = { };
        description = "Where backups are kept: one of `directory`, `git` and `restic`.";
        example.directory = "/srv/backups/shop";
      };

      prefix = mkOption {
        type = storeName;
        default = "k0s_backup";
        description = "What the names of backups begin with; the name of the cluster and the time follow.";
        example = "nightly";
      };

      recipients = mkOption {
        type = types.listOf recipient;
        default = [ ];
        description = ''
          Who can open backups: public keys of age, or fingerprints of OpenPGP keys.
          `kubernixos cluster init` makes a key and prints this line.
        '';
        example = [ "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" ];
      };

      signers = mkOption {
        type = types.listOf signer;
        default = [ ];
        description = ''
          Who may have made a backup: public keys of Ed25519. No other backup is
          ever restored. `kubernixos cluster init` makes a key and prints this line.
        '';
        example = [ "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" ];
      };

      maxAge = mkOption {
        type = types.nullOr duration;
        default = "36h";
        description = ''
          How old the newest backup may be: `kubernixos cluster status` fails when it
          is older. Null: any age.
        '';
        example = "26h";
      };

      retention = {
        last = count types.ints.positive 7 "How many of the newest backups are kept.";
        daily = kept 7 "For how many days that have backups the newest of each is kept.";
        weekly = kept 5 "For how many weeks that have backups the newest of each is kept.";
        monthly = kept 12 "For how many months that have backups the newest of each is kept.";
      };

      drill = setting (types.submodule (import ./drill.nix)) ''
        Where `kubernixos cluster drill` restores the newest backup, to try it.
      '' { host.address = "10.0.0.99"; };
    };
  }) "How the cluster is backed up. Null: not at all." { store.directory = "/srv/backups/shop"; };
}
