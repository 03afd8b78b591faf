# What the command line reads of backups: see src/model/backup-rules.ts. Null where there are none.
{ lib }:
let
  inherit (builtins) head match toString;
  filesOf = import ../written-files.nix { inherit lib; };
  knownHosts = import ../known-hosts.nix { inherit lib; };
  makeHost = import ../host.nix { inherit lib; };
  findDrillHost = import ./drill-host.nix { inherit lib; };

  endpoint = import ./ssh-endpoint.nix;

  # Where a secret comes from: a variable or a file; null where it is not said.
  sourceOf =
    name: options:
    if options."${name}Variable" != null then
      { variable = options."${name}Variable"; }
    else if options."${name}File" != null then
      { file = toString options."${name}File"; }
    else
      null;

  store =
    { directory, git, restic }:
    if directory != null then
      {
        type = "directory";
        path = toString directory;
      }
    else if git != null then
      builtins.removeAttrs git [ "hostKey" ]
      // {
        type = "git";
        knownHosts =
          if git.hostKey == null || endpoint git.uri == null then "" else "${endpoint git.uri} ${git.hostKey}\n";
      }
    else if restic != null then
      {
        type = "restic";
        inherit (restic) repository variables;
        password = sourceOf "password" restic;
      }
    else
      null;

  drill =
    backup:
    let
      host = findDrillHost backup;
    in
    if host == null then
      null
    else
      {
        inherit (backup.drill) maxAge;
        host = makeHost host;
        knownHosts = knownHosts [ host ];
        localFiles = map (entry: entry // { file = toString entry.file; }) (filesOf host);
      };

  isAge = recipient: match "age1.*" recipient != null;
in
{ backup, ... }:
if backup == null then
  null
else
  {
    inherit (backup)
      maxAge
      prefix
      recipients
      retention
      signers
      ;
    encryption = if backup.recipients == [ ] || isAge (head backup.recipients) then "age" else "gpg";
    signingKey = sourceOf "signingKey" backup;
    identity = sourceOf "identity" backup;
    store = store backup.store;
    drill = drill backup;
  }
