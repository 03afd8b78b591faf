# The files that a host's description names on the machine that k0sctl runs on,
# as they are written: { option; file; use; }, where `use` is "secret",
# "public", "sources" or "program".
{ lib }:
let
  inherit (builtins) elem isPath;
  inherit (lib)
    concatLists
    concatMap
    hasInfix
    imap0
    optional
    ;

  named =
    option: use: file:
    optional (file != null) { inherit file option use; };

  ofConnection =
    option: connection:
    concatMap (name: named "${option}.${name}" "secret" (connection.${name} or null)) [
      "keyPath"
      "passwordFile"
    ]
    ++ concatMap (name: named "${option}.${name}" "public" (connection.${name} or null)) [
      "caCertPath"
      "certPath"
      "configPath"
    ];

  isUrl = file: !isPath file && hasInfix "://" file;

  # A URL is downloaded by the host.
  ofUpload =
    option: index:
    { src, ... }:
    if src != null && isUrl src then
      [ ]
    else
      named "${option}.files[${toString index}].src" "sources" src;

  sources = [
    "download"
    "existing"
    "upload"
  ];
in
{ bastion, connection, host, option, transport, ... }:
ofConnection "${option}.${toString transport}" connection
++ (
  if bastion == null then [ ] else ofConnection "${option}.${toString transport}.bastion" bastion
)
++ concatLists (imap0 (ofUpload option) host.files)
++ (if elem host.binary sources then [ ] else named "${option}.binary" "program" host.binary)
