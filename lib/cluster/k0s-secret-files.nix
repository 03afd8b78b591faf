# The files that hold secret settings of k0s: { option; file; use; }, as in ./written-files.nix.
{ lib }:
let
  inherit (lib) concatLists imap0 optional;

  named =
    index:
    { valueFile, ... }:
    optional (valueFile != null) {
      option = "kubernixos.cluster.k0s.secrets[${toString index}].valueFile";
      file = valueFile;
      use = "secret";
    };
in
{ k0s, ... }: concatLists (imap0 named k0s.secrets)
