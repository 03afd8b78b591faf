# Names of files: none that would put a secret into the Nix store, none that depend
# on where the command runs.
{ lib }:
let
  inherit (builtins) hasContext isPath;
  inherit (lib) hasPrefix optional concatMap;

  # { option; file; use; } of every file, with its value as it is written.
  filesOf = import ../written-files.nix { inherit lib; };
  filesOfBackups = import ../backup/written-files.nix { inherit lib; };
  filesOfK0s = import ../k0s-secret-files.nix { inherit lib; };

  inStore = file: hasPrefix "${builtins.storeDir}/" file || hasPrefix "/nix/store/" file || hasContext file;

  check =
    { file, option, use }:
    let
      isSecret = use == "secret";
    in
    if isSecret && isPath file then
      [
        "${option} is a Nix path: the file would enter the Nix store, where every user can read it. Write it as a string: `${option} = \"${toString file}\";`."
      ]
    else if isSecret && inStore file then
      [
        "${option} lies in the Nix store, where every user can read it. Name a file outside of it: `${option} = \"~/.ssh/id_ed25519\";`."
      ]
    else
      optional (!(isPath file || hasPrefix "/" file || hasPrefix "~/" file))
        "${option} is ${builtins.toJSON file}, which depends on the directory that the command runs in. Write the absolute name: `${option} = \"/srv/fleet/${file}\";`.";
in
{ cluster, hosts, ... }: concatMap check (concatMap filesOf hosts ++ filesOfK0s cluster ++ filesOfBackups cluster)
