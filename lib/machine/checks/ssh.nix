# Keys that log in. None would lock everybody out.
{ lib }:
let
  inherit (builtins) match;
  inherit (lib) hasInfix imap0 optional;

  isPublicKey =
    text:
    match "([^\n]* )?(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com) [A-Za-z0-9+/]+=*( [^\n]*)?" text
    != null;

  check =
    option: index: key:
    let
      entry = "${option}.ssh.authorizedKeys[${toString index}]";
    in
    if hasInfix "PRIVATE KEY" key then
      [
        "${entry} is a private key, which would be readable for all. Make a new pair of keys, and write the text of the file that ends in .pub."
      ]
    else
      optional (!isPublicKey key)
        "${entry} is no public key of SSH. Write a line as it stands in the file that ends in .pub: \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA… me\".";
in
{ machine, option, ... }:
let
  keys = machine.ssh.authorizedKeys;
in
optional (keys == [ ])
  "${option}.ssh.authorizedKeys is empty: nobody could log in. Write `${option}.ssh.authorizedKeys = [ \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA… me\" ];`, or set it for all in kubernixos.machineDefaults."
++ lib.concatLists (imap0 (check option) keys)
