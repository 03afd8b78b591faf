# The operating system is pinned: version and hashes.
{ lib }:
let
  inherit (lib) concatMap hasSuffix optional;
  withoutSlashes = import ../without-slashes.nix;

  unpinned =
    option: flatcar: what:
    optional (flatcar.${what}.sha512 == null)
      "${option}.${what}.sha512 is not set: whatever is at ${option}.${what}.url would be started. Write the digits that `kubernixos machine fetch-os` prints: `${option}.${what}.sha512 = \"…\";`.";

  isCurrent = url: builtins.match ".*/current(/.*)?" url != null;

  moving =
    option: name: url:
    optional (isCurrent url)
      "${option}.${name} names `current`, which is another release after each update. Use the directory of a version, as ${builtins.toJSON "https://stable.release.flatcar-linux.net/amd64-usr/4593.2.5"}.";
in
{ machine, option, ... }:
let
  inherit (machine.os) flatcar;
  at = "${option}.os.flatcar";
  urls = [
    {
      name = "kernel.url";
      inherit (flatcar.kernel) url;
    }
    {
      name = "initrd.url";
      inherit (flatcar.initrd) url;
    }
  ];
in
optional (flatcar.version == null) "${at}.version is not set. Write `${at}.version = \"4593.2.5\";`."
++
  optional (flatcar.version != null && hasSuffix "/" flatcar.baseUrl)
    "${at}.baseUrl ends with a slash, and another one follows it. Write `${at}.baseUrl = ${builtins.toJSON (withoutSlashes flatcar.baseUrl)};`."
++ concatMap (unpinned at flatcar) [
  "kernel"
  "initrd"
]
++ concatMap ({ name, url }: moving at name url) urls
