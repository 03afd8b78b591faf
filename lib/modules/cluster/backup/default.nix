# How the cluster is backed up; null where it is not.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; })
    duration
    fileName
    recipient
    signer
    storeName
    variable
    ;
  setting = import ../optional-setting.nix { inherit lib; };

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

      signingKeyFile = setting fileName ''
        The file of the private key that signs backups, in PEM, absolute or below
        ~, as a string.
      '' "/run/secrets/backup-signing.pem";

      signingKeyVariable =
        setting variable "The environment variable that holds that key instead."
          "BACKUP_SIGNING_KEY";

      identityFile = setting fileName ''
        The file of an identity of age that opens backups, absolute or below ~, as
        a string. With recipients of OpenPGP, gpg has the key.
      '' "/run/secrets/backup-identity.txt";

      identityVariable =
        setting variable "The environment variable that holds that identity instead."
          "BACKUP_IDENTITY";

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
