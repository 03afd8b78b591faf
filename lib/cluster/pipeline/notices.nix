# Files of this machine, which a task does not have. A Nix path is a file of the repository.
{ lib }:
let
  inherit (builtins) any filter isPath;
  inherit (lib) concatMap hasSuffix optional;
  filesOf = import ../written-files.nix { inherit lib; };
  backupFilesOf = import ../backup/written-files.nix { inherit lib; };
  findDrillHost = import ../backup/drill-host.nix { inherit lib; };

  endpoint = import ../backup/ssh-endpoint.nix;
  isOpenPgp = import ../backup/is-openpgp.nix;

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
  # A task begins with no known hosts.
  unknownServer =
    backup:
    let
      git = if backup == null then null else backup.store.git;
    in
    optional (git != null && git.hostKey == null && endpoint git.uri != null)
      "kubernixos.cluster.backup.store.git.uri is reached by SSH, and tasks of the pipeline do not know its server. Write its public key, as ssh-keyscan prints it, as kubernixos.cluster.backup.store.git.hostKey.";
  # Nor any key of OpenPGP.
  withoutKeyring =
    backup: concourse:
    let
      git = if backup == null then null else backup.store.git;
      signs = git != null && git.signingKey != null;
      seals = backup != null && any isOpenPgp backup.recipients;
    in
    optional ((signs || seals) && !(concourse.environment ? K0SCTL_GPG_KEY))
      "${
        if signs then
          "kubernixos.cluster.backup.store.git.signingKey signs commits"
        else
          "kubernixos.cluster.backup.recipients are keys of OpenPGP"
      }, and tasks of the pipeline have no keyring. Name the variable of Concourse that holds the private key: `kubernixos.cluster.concourse.environment.K0SCTL_GPG_KEY = \"gpg_key\";`.";
in
{ backup, concourse, ... }@cluster:
hosts:
let
  drillHost = findDrillHost backup;
  all = hosts ++ optional (drillHost != null) drillHost;
in
map notice (filter (entry: !isPath entry.file) (concatMap filesOf all ++ backupFilesOf cluster))
++ unknownServer backup
++ withoutKeyring backup concourse
