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
    ) [ "dataDir" "kubeletRootDir" ];
in
{ cluster, hosts, ... }: concatMap (check cluster.k0s.version) hosts
