# The files that hold secrets of backups: { option; file; use; }, as in ../written-files.nix.
{ lib }:
let
  inherit (lib) concatMap optional;

  option = "kubernixos.cluster.backup";
  named = name: file: optional (file != null) {
    option = "${option}.${name}";
    use = "secret";
    inherit file;
  };
in
{ backup, ... }:
if backup == null then
  [ ]
else
  concatMap ({ name, file }: named name file) [
    {
      name = "signingKeyFile";
      file = backup.signingKeyFile;
    }
    {
      name = "identityFile";
      file = backup.identityFile;
    }
    {
      name = "store.restic.passwordFile";
      file = if backup.store.restic == null then null else backup.store.restic.passwordFile;
    }
    {
      name = "store.directory";
      file = backup.store.directory;
    }
  ]
