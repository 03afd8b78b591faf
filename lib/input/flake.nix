# A configuration of a flake in the form of a hostgroup (see hostgroup.nix).
#
# The flake is fetched into the Nix store, as Nix does with all flakes.
{
  # absolute, or with a scheme or a name of Nix' registry
  flake,
  # attribute of its output `kubernixosConfigurations`
  configuration,
}:
let
  inherit (builtins) attrNames concatStringsSep getFlake isAttrs;
  inherit (import ../places.nix) showKind;
  checkNetwork = import ./network.nix;
  findNear = import ../near-miss.nix;

  outputs = getFlake flake;
  configurations = outputs.kubernixosConfigurations;
  names = attrNames configurations;
  near = findNear configuration names;

  option = "kubernixosConfigurations.${configuration}";
  holder = "${option} in the flake ${flake}";
  refuse = problem: fix: throw "The flake ${flake} ${problem}. ${fix}";
  example = "kubernixosConfigurations.${configuration} = { modules = [ ./shop.nix ]; };";
in
if !(outputs ? kubernixosConfigurations) then
  refuse "has no output `kubernixosConfigurations`" "Write `${example}` among its outputs."
else if !isAttrs configurations then
  refuse "has ${showKind configurations} as `kubernixosConfigurations`, not an attribute set" "Write `${example}` among its outputs."
else if configurations ? ${configuration} then
  {
    inherit holder;
    file = "flake ${flake}";
    name = configuration;
    network = checkNetwork holder configurations.${configuration};
  }
else
  refuse "has no `${option}`" (
    if near != null then
      "Did you mean --flake '${flake}#${near}'?"
    else if names == [ ] then
      "Write `${example}` among its outputs."
    else
      "It has ${concatStringsSep ", " names}: write one of them after the `#`."
  )
