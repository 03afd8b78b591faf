# From the values of `kubernixos.cluster` to all that is derived from them:
#
#   document    the configuration of k0sctl, without secrets
#   secrets     { path; option; variable or file; }: what belongs where in it
#   localFiles  { option; file; use; }: files that k0sctl will read here (see written-files.nix)
#   hostNames   the names of its hosts, in its order
#   knownHosts  declared host keys, as OpenSSH has them
#   pipeline    that of Concourse, or null (see pipeline/default.nix)
#   backup      how it is backed up, or null (see backup)
#   server      the URL of the API server, or null
#   problems    sentences; where there are any, only they may be used
#   warnings    sentences
{
  lib,
  # those of the same hostgroup, which hosts may be
  machines,
}:
let
  inherit (builtins) deepSeq removeAttrs;
  listHosts = import ./list-hosts.nix { inherit lib; };
  filesOf = import ./written-files.nix { inherit lib; };
  filesOfK0s = import ./k0s-secret-files.nix { inherit lib; };
  makeDocument = import ./document.nix { inherit lib; };
in
cluster:
let
  described = removeAttrs cluster [
    "_module"
    "build"
    "state"
  ];
  hosts = listHosts cluster.hosts;
  document = makeDocument cluster hosts;
  view = {
    inherit
      cluster
      document
      hosts
      machines
      ;
    network = import ./network.nix { inherit lib; } document;
  };
in
{
  inherit (cluster) name ping timeout;
  inherit document;
  hostNames = map (host: host.name) hosts;
  secrets = import ./secrets.nix { inherit lib; } cluster hosts;
  localFiles = map (entry: entry // { file = toString entry.file; }) (
    lib.concatMap filesOf hosts ++ filesOfK0s cluster
  );
  knownHosts = import ./known-hosts.nix { inherit lib; } hosts;
  pipeline = import ./pipeline { inherit lib; } cluster hosts;
  backup = import ./backup { inherit lib; } cluster;
  server = import ./server.nix { inherit lib; } view;
  # Also of what is needed later only: a slip in it fails now.
  problems = deepSeq described (import ./checks { inherit lib; } view);
  warnings = import ./warnings.nix { inherit lib; } view;
}
