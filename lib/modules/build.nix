# The one option that needs packages; nothing else forces them.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (builtins) toJSON;
  inherit (lib) literalMD mkOption types;
  inherit (import ../encode.nix) encode isEscaped;

  items = map encode config.kubernixos.eval.manifests;

  document = toJSON {
    apiVersion = "v1";
    kind = "List";
    inherit items;
  };
in
{
  options.kubernixos.build = mkOption {
    type = types.unspecified;
    readOnly = true;
    default =
      if isEscaped items then
        throw "kubernixos.build cannot write these manifests: they hold a number or a key that this Nix does not print exactly. Use `kubernixos build` without --store."
      else
        pkgs.writeText "kubernixos.json" document;
    defaultText = literalMD "a derivation";
    description = ''
      A derivation of the labelled manifests as one JSON List. It puts them
      into the Nix store, where every user of the machine can read them.
    '';
    example = "/nix/store/…-kubernixos.json";
  };
}
