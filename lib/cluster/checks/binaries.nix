# Where the program k0s comes from.
{ lib }:
let
  inherit (builtins) elem;
  inherit (lib) concatMap optional;

  check =
    { host, option, ... }:
    optional
      (
        host.downloadURL != null
        && !elem host.binary [
          "download"
          "upload"
        ]
      )
      "${option}.downloadURL is set, and nothing is downloaded. Remove it, or write `${option}.binary = \"download\";`.";
in
{ hosts, ... }: concatMap check hosts
