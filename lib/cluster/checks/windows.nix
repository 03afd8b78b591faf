# Windows and NixOS, of which k0sctl supports less.
{ lib }:
let
  inherit (lib) concatMap optional versionOlder;
  inherit (import ../version.nix) numberOf;

  checkWindows =
    version:
    { host, isController, option, ... }:
    optional isController
      "${option}.role is \"${toString host.role}\", and with Windows a host can only be a worker. Write `${option}.role = \"worker\";`."
    ++
      optional (version != null && versionOlder (numberOf version) "1.34.0")
        "${option} is a host with Windows, which k0s supports from 1.34 on, and kubernixos.cluster.k0s.version is ${version}. Write `kubernixos.cluster.k0s.version = \"v1.34.1+k0s.0\";`.";

  # Its directories for programs and units are not writable.
  checkNixos =
    { host, option, ... }:
    optional (host.binary != "existing")
      "${option}.os is \"nixos\", where k0sctl cannot put a program. Install k0s by the host's own configuration, and write `${option}.binary = \"existing\";`.";
in
{ cluster, hosts, ... }:
concatMap (
  host:
  (if host.isWindows then checkWindows cluster.k0s.version host else [ ])
  ++ (if host.host.os == "nixos" then checkNixos host else [ ])
) hosts
