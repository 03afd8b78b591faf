# Files that k0sctl puts on hosts.
{ lib }:
let
  inherit (builtins) match;
  inherit (lib)
    concatLists
    concatMap
    imap0
    optional
    ;

  looksSecret = import ../../looks-secret.nix { inherit lib; };

  isBlank = text: match "[[:space:]]*" text != null;

  check =
    option: index:
    { data, dst, dstDir, name, src, ... }:
    let
      entry = "${option}.files[${toString index}]";
    in
    optional ((src == null) == (data == null))
      "${entry} needs either src or data. Write `src = \"/srv/fleet/registry.toml\";` or `data = \"…\";`."
    ++
      optional (data != null && isBlank data)
        "${entry}.data is empty, which k0sctl takes for none. Write the text of the file."
    ++
      optional (data != null && looksSecret.value data)
        "${entry}.data looks like a secret, which is in the Nix store and in k0sctl's log. Write the name of a file instead: `src = \"/run/secrets/registry.toml\";`."
    ++
      optional (dst == null && dstDir == null)
        "${entry} has no place on the host. Write `dst = \"/etc/k0s/registry.toml\";` or `dstDir = \"/etc/k0s\";`."
    ++
      optional (data != null && dst == null && dstDir != null && name == null)
        "${entry} has no name on the host. Write `dst = \"${toString dstDir}/registry.toml\";`.";
in
{ hosts, ... }:
concatMap ({ host, option, ... }: concatLists (imap0 (check option) host.files)) hosts
