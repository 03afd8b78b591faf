# The option types that descriptions of clusters and of machines share.
{ lib }:
let
  inherit (lib) mkOptionType types;
  inherit (import ./addresses.nix { inherit lib; }) isAddress isIp isNetwork;

  named = description: type: type // { inherit description; };
  matching = description: pattern: named description (types.strMatching pattern);
  checked = description: check: named description (types.addCheck types.str check);
  isVariable = text: builtins.match "[A-Za-z_][A-Za-z0-9_]*" text != null;
in
{
  inherit isVariable;
  variable = checked "name of an environment variable" isVariable;

  address = checked "IP address or host name, such as \"10.0.0.11\"" isAddress;
  ip = checked "IP address, such as \"10.0.0.11\"" isIp;
  addressOrNetwork = checked "IP address, network or host name" (
    value: isAddress value || isNetwork value
  );

  k0sVersion = matching "version of k0s, such as \"v1.34.1+k0s.0\"" "v?[0-9]+\\.[0-9]+\\.[0-9]+(-[a-z]+\\.[0-9]+)?\\+k0s\\.[0-9]+";

  # Settings that are passed on: merged deeply, as manifests are, and all of it JSON.
  settings = mkOptionType {
    name = "settings";
    description = "attribute set of what JSON can hold";
    descriptionClass = "noun";
    check = builtins.isAttrs;
    merge = import ./merge;
    emptyValue.value = { };
  };
}
