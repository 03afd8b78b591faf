# Name and version.
{ lib }:
let
  inherit (lib) optional versionOlder;
  inherit (import ../version.nix) numberOf;

  # Before it, k0s has no backups.
  oldest = "1.21.0";
  # https://docs.k0sproject.io/stable/dynamic-configuration/
  oldestDynamic = "1.22.2";
in
{ cluster, ... }:
let
  inherit (cluster) k0s;
  isOlder = version: k0s.version != null && versionOlder (numberOf k0s.version) version;
in
optional (cluster.name == null)
  "kubernixos.cluster.name is not set. Write `kubernixos.cluster.name = \"shop\";`."
++
  optional (k0s.version == null)
    "kubernixos.cluster.k0s.version is not set: k0sctl would take the newest one, another at each run. Write `kubernixos.cluster.k0s.version = \"v1.34.1+k0s.0\";`."
++
  optional (isOlder oldest)
    "kubernixos.cluster.k0s.version is ${k0s.version}, which has no backups. Use ${oldest} or newer: `kubernixos.cluster.k0s.version = \"v1.34.1+k0s.0\";`."
++
  optional (k0s.dynamicConfig && isOlder oldestDynamic)
    "kubernixos.cluster.k0s.dynamicConfig needs k0s ${oldestDynamic} or newer, and kubernixos.cluster.k0s.version is ${k0s.version}. Write `kubernixos.cluster.k0s.dynamicConfig = false;`, or use a newer version."
