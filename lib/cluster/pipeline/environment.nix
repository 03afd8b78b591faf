# Environment variables of tasks: { variable; holder; use; }, where `holder` is the
# variable of Concourse that has the value.
{ lib }:
let
  inherit (builtins) attrNames filter removeAttrs;
  inherit (lib) optional toLower unique;
  listSecrets = import ../secrets.nix { inherit lib; };

  # What the descriptions of hosts and of k0s name.
  passwordsOf =
    cluster: hosts:
    unique (map (secret: secret.variable) (filter (secret: secret ? variable) (listSecrets cluster hosts)));

  # What that of backups names.
  keysOf =
    backup:
    let
      inherit (backup.store) restic;
      named = use: variable: optional (variable != null) { inherit use variable; };
    in
    if backup == null then
      [ ]
    else
      named "the private key that signs backups" backup.signingKeyVariable
      ++ named "the identity of age that opens backups" backup.identityVariable
      ++ (
        if restic == null then
          [ ]
        else
          named "the password of the repository of restic" restic.passwordVariable
          ++ lib.concatMap (variable: named "the value of ${variable}, for restic" variable) restic.variables
      );
in
{ backup, concourse, ... }@cluster:
hosts:
let
  inherit (concourse) environment;
  held = { use, variable }: {
    inherit use variable;
    holder = environment.${variable} or (toLower variable);
  };
  k0sctl = map (
    variable:
    held {
      inherit variable;
      use = "the value of ${variable}, a password of WinRM or a secret setting of k0s";
    }
  ) (passwordsOf cluster hosts);
  keys = map held (keysOf backup);
  others = removeAttrs environment (map (entry: entry.variable) (k0sctl ++ keys));
in
{
  inherit k0sctl;

  # To log in to hosts.
  ssh = optional (concourse.variables.sshKey != null) {
    variable = "K0SCTL_SSH_KEY";
    holder = concourse.variables.sshKey;
    use = "the private key, in the format of OpenSSH, for hosts and bastions without keyPath";
  };

  # For backups and their store.
  backup =
    keys
    ++ map (
      variable:
      held {
        inherit variable;
        use = "the value of ${variable}, for backups";
      }
    ) (attrNames others);
}
