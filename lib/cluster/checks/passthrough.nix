# Raw settings of k0sctl: they are for what there is no option for.
{ lib }:
let
  inherit (lib)
    concatMap
    concatStringsSep
    hasAttrByPath
    optional
    ;

  inherit (import ../owned-fields.nix) ofDocument ofHost;

  looksSecret = import ../../looks-secret.nix { inherit lib; };
  textsOf = import ../../texts-of.nix { inherit lib; };

  replacedSettings = import ../replaced-settings.nix { inherit lib; };

  refuse =
    option: raw: owned:
    concatMap (
      { path, instead }:
      optional (hasAttrByPath path raw)
        "${option}.${concatStringsSep "." path} has an option of its own. Write `${instead}` instead."
    ) owned
    ++ map (
      path:
      "${option}.${concatStringsSep "." path} would take away what options write below it. Remove it, or write settings: `${option}.${concatStringsSep "." path} = { … };`."
    ) (replacedSettings (map (field: field.path) owned) raw)
    ++ map (
      { at, ... }:
      "${at} looks like a secret, which would be in the Nix store, where every user can read it. Remove it."
    ) (builtins.filter ({ name, text, ... }: looksSecret.setting name text) (textsOf option raw));

  # A host is reached in one way.
  others =
    { host, option, transport, ... }:
    concatMap (
      name:
      optional (host.settings ? ${name} && transport != null && name != transport)
        "${option}.settings.${name} is for hosts that are reached so, and ${option} is not. Remove it."
    ) [ "ssh" "openSSH" "winRM" ];
in
{ cluster, hosts, ... }:
refuse "kubernixos.cluster.k0sctl" cluster.k0sctl ofDocument
++ concatMap (
  { host, option, ... }@entry:
  refuse "${option}.settings" host.settings (ofHost option) ++ others entry
) hosts
