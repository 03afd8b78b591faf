# How hosts are reached.
{ lib }:
let
  inherit (builtins) any filter length;
  inherit (lib) concatMap concatStringsSep optional;

  checkHost =
    hosts:
    { bastion, connection, host, option, transport, transports, isController, ... }:
    optional (transports == [ ])
      "${option} says not how to reach the host. Write `${option}.ssh = { };`, or openSSH, winRM or localhost."
    ++
      optional (length transports > 1)
        "${option} has several transports, ${concatStringsSep " and " transports}. Keep one of them, as in `${option}.ssh = { };`."
    ++
      optional (host.address == null && transport != "localhost" && transports != [ ])
        "${option}.address is not set. Write `${option}.address = \"10.0.0.11\";`."
    ++
      optional (host.address != null && transport == "localhost")
        "${option}.address is set, and k0sctl reaches a host by localhost at 127.0.0.1. Remove it; write `${option}.privateAddress` for the address in the cluster."
    ++
      optional (bastion != null && bastion.address == null)
        "${option}.${transport}.bastion.address is not set. Write `${option}.${transport}.bastion.address = \"bastion.example.com\";`."
    ++
      optional (transport == "localhost" && isController && host.privateAddress == null && length hosts > 1)
        "${option}.privateAddress is not set, and the other hosts cannot join by 127.0.0.1. Write `${option}.privateAddress = \"10.0.0.11\";`."
    ++ (if transport == "winRM" then checkLogin "${option}.winRM" connection else [ ]);

  # A password, or a certificate with its key.
  checkLogin =
    option:
    { certPath, keyPath, passwordFile, passwordVariable, ... }:
    optional ((certPath == null) != (keyPath == null))
      "${option} needs both certPath and keyPath to log in by a certificate. Write `${option} = { certPath = \"/srv/fleet/ops.pem\"; keyPath = \"/run/secrets/ops.key\"; };`."
    ++
      optional (passwordFile != null && passwordVariable != null)
        "${option} has both passwordFile and passwordVariable. Keep one of them."
    ++
      optional (passwordFile == null && passwordVariable == null && certPath == null && keyPath == null)
        "${option} has no way to log in. Write `${option}.passwordVariable = \"WINDOWS_PASSWORD\";`, the name of an environment variable, or passwordFile.";
in
{ hosts, ... }: concatMap (checkHost hosts) hosts
