# Files of this machine, which a task does not have. A Nix path is a file of the repository.
{ lib }:
let
  inherit (builtins) filter isPath;
  inherit (lib) concatMap hasSuffix optional;
  filesOf = import ../written-files.nix { inherit lib; };
  backupFilesOf = import ../backup/written-files.nix { inherit lib; };
  findDrillHost = import ../backup/drill-host.nix { inherit lib; };

  instead =
    option:
    if hasSuffix ".keyPath" option then
      " Leave it out for hosts that the pipeline reaches: the key comes from kubernixos.cluster.concourse.variables.sshKey."
    else if hasSuffix ".directory" option then
      " What a task writes there is lost when it ends. Keep backups by store.git or store.restic."
    else if hasSuffix "File" option then
      " Name a variable instead: ${lib.removeSuffix "File" option}Variable."
    else
      "";

  notice =
    { file, option, ... }:
    "${option} is ${toString file}, which tasks of the pipeline do not have, unless their image does.${instead option}";
in
{ backup, ... }@cluster:
hosts:
let
  drillHost = findDrillHost backup;
  all = hosts ++ optional (drillHost != null) drillHost;
in
map notice (filter (entry: !isPath entry.file) (concatMap filesOf all ++ backupFilesOf cluster))
