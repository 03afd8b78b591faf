# Variables of k0s: no secrets, since k0sctl puts them on command lines and into /etc/environment.
{ lib }:
let
  inherit (builtins) attrNames;
  inherit (lib) concatMap optional;
  inherit (import ../../types.nix { inherit lib; }) isVariable;
  looksSecret = import ../../looks-secret.nix { inherit lib; };

  # The value itself may be secret: no message shows it.
  check =
    option: environment: name:
    if !isVariable name then
      [
        "${option}.environment has ${builtins.toJSON name}, which is no name of a variable. Write a name of letters, digits and _: `${option}.environment.HTTPS_PROXY = \"…\";`."
      ]
    else
      optional (looksSecret.variable name environment.${name})
        "${option}.environment.${name} looks like a secret: k0sctl shows it on command lines, in its log and in /etc/environment of the host. Remove it; bring the secret to the host as a file, as in `${option}.files = [ { src = \"/run/secrets/k0s.env\"; dst = \"/etc/k0s/k0s.env\"; perm = \"0600\"; } ];`.";
in
{ hosts, ... }:
concatMap (
  { host, option, ... }: concatMap (check option host.environment) (attrNames host.environment)
) hosts
