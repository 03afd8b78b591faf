# Environment variables of tasks: { variable; holder; use; }, where `holder` is the
# variable of Concourse that has the value.
{ lib }:
let
  inherit (builtins) attrNames filter;
  inherit (lib)
    mapAttrsToList
    optional
    toLower
    unique
    ;

  passwordsOf =
    hosts:
    map
      (variable: {
        inherit variable;
        holder = toLower variable;
        use = "a password of WinRM, which hosts name as ${variable}";
      })
      (
        unique (
          map (secret: secret.variable) (
            filter (secret: secret ? variable) (import ../secrets.nix { inherit lib; } hosts)
          )
        )
      );
in
{ concourse, ... }: hosts: {
  # To log in to hosts.
  ssh = optional (concourse.variables.sshKey != null) {
    variable = "K0SCTL_SSH_KEY";
    holder = concourse.variables.sshKey;
    use = "the private key, in the format of OpenSSH, for hosts and bastions without keyPath";
  };

  # For k0sctl beside that.
  k0sctl = passwordsOf hosts;

  # For backups and their store.
  backup = mapAttrsToList (variable: holder: {
    inherit holder variable;
    use = "the value of ${variable}, for backups";
  }) concourse.environment;
}
