# Files of this machine, which a task does not have. A Nix path is a file of the repository.
{ lib }:
let
  inherit (builtins) filter isPath;
  filesOf = import ../written-files.nix { inherit lib; };

  notice =
    { file, option, use }:
    "${option} is ${toString file}, a file that tasks of the pipeline do not have, unless the image has it."
    + (
      if use == "secret" && lib.hasSuffix ".keyPath" option then
        " Leave it out for hosts that the pipeline reaches: the key comes from the variable kubernixos.cluster.concourse.variables.sshKey."
      else
        ""
    );
in
hosts: map notice (filter (entry: !isPath entry.file) (lib.concatMap filesOf hosts))
