# Directories of hosts.
{ lib }:
let
  inherit (lib)
    concatMap
    hasPrefix
    optional
    versionOlder
    ;
  inherit (import ../version.nix) numberOf;

  # k0sctl refuses it with older ones.
  oldest = "1.32.1";

  # Removing k0s removes all of its directory.
  isShared = name: builtins.match "/*(${lib.concatStringsSep "|" shared})?/*" name != null;
  shared = [
    "bin"
    "boot"
    "dev"
    "etc"
    "home"
    "lib"
    "lib64"
    "media"
    "mnt"
    "opt"
    "proc"
    "root"
    "run"
    "sbin"
    "srv"
    "sys"
    "tmp"
    "usr"
    "usr/local"
    "var"
    "var/lib"
    "var/log"
  ];

  check =
    version:
    { host, isWindows, option, ... }:
    optional
      (host.kubeletRootDir != null && version != null && versionOlder (numberOf version) oldest)
      "${option}.kubeletRootDir needs k0s ${oldest} or newer, and kubernixos.cluster.k0s.version is ${version}. Remove it, or use a newer version."
    ++ concatMap (
      name:
      optional (host.${name} != null && !hasPrefix "/" host.${name} && !isWindows)
        "${option}.${name} is ${builtins.toJSON host.${name}}, which is no absolute name. Write `${option}.${name} = \"/data/k0s\";`."
      ++ optional (host.${name} != null && isShared host.${name})
        "${option}.${name} is ${builtins.toJSON host.${name}}, which holds more than k0s, and is removed with it. Write a directory of its own: `${option}.${name} = \"/data/k0s\";`."
    ) [ "dataDir" "kubeletRootDir" ];
in
{ cluster, hosts, ... }: concatMap (check cluster.k0s.version) hosts
