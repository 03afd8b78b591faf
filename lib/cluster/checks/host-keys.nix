# Host keys of all, or of none: a host without one would be trusted on first use,
# whatever else is declared.
{ lib }:
let
  inherit (builtins) any filter;
  inherit (lib) concatMap optional;

  endpoints =
    { bastion, host, option, transport, ... }:
    optional (transport == "ssh" || transport == "openSSH") {
      option = "${option}.hostKey";
      key = host.hostKey;
    }
    ++ optional (bastion != null) {
      option = "${option}.${toString transport}.bastion.hostKey";
      key = bastion.hostKey;
    };

  pointless =
    { host, option, transport, ... }:
    optional (host.hostKey != null && (transport == "winRM" || transport == "localhost"))
      "${option}.hostKey is set, and the host is not reached by SSH. Remove it.";

  missing =
    { option, ... }:
    "${option} is not set, and other hosts declare theirs: this one would be trusted whoever it is. Write `${option} = \"ssh-ed25519 AAAA…\";`, as ssh-keyscan prints it, or declare none.";
in
{ hosts, ... }:
let
  all = concatMap endpoints hosts;
  without = filter ({ key, ... }: key == null) all;
in
concatMap pointless hosts ++ (if any ({ key, ... }: key != null) all then map missing without else [ ])
