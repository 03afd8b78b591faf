# Directories of hosts.
{ lib }:
let
  inherit (builtins) elem filter toJSON;
  inherit (lib)
    concatMap
    concatStringsSep
    hasPrefix
    optional
    splitString
    versionOlder
    ;
  inherit (import ../version.nix) numberOf;

  # k0sctl refuses it with older ones.
  oldest = "1.32.1";

  # The names on the way to a directory.
  namesOf = name: filter (part: part != "" && part != ".") (splitString "/" name);

  # Removing k0s removes all of its directory. In /home everyone has one.
  isShared =
    name: builtins.match "(${concatStringsSep "|" shared}|home/[^/]*)?" (concatStringsSep "/" (namesOf name)) != null;
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
      let
        directory = host.${name};
        is = "${option}.${name} is ${toJSON directory}";
        instead = "`${option}.${name} = \"/data/k0s\";`";
      in
      optional (directory != null && !hasPrefix "/" directory && !isWindows)
        "${is}, which is no absolute name. Write ${instead}."
      ++ optional (directory != null && elem ".." (namesOf directory))
        "${is}, and what `..` leads to is removed with k0s. Write its plain name: ${instead}."
      ++ optional (directory != null && isShared directory)
        "${is}, which holds more than k0s, and is removed with it. Write a directory of its own: ${instead}."
    ) [ "dataDir" "kubeletRootDir" ];
in
{ cluster, hosts, ... }: concatMap (check cluster.k0s.version) hosts
