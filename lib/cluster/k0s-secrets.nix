# Secret settings of k0s.config, with where they are in the document of k0sctl: as in ./secrets.nix. One
# without a source is a problem of its own.
{ lib }:
let
  inherit (lib) concatLists imap0 optional;

  describe =
    index:
    { path, valueFile, valueVariable }:
    let
      source = if valueVariable != null then { variable = valueVariable; } else { file = toString valueFile; };
    in
    optional (valueVariable != null || valueFile != null) (
      source
      // {
        option = "kubernixos.cluster.k0s.secrets[${toString index}]";
        path = [ "spec" "k0s" "config" ] ++ path;
      }
    );
in
{ k0s, ... }: concatLists (imap0 describe k0s.secrets)
