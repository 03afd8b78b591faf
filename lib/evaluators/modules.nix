# Evaluation with the module system alone: fast, and without a NixOS tree.
# Options that only NixOS declares are accepted and hold what was defined.
{
  lib,
  modules,
  packages,
  specialArgs,
}:
let
  inherit (builtins) pathExists tryEval;
  inherit (lib) evalModules mkOption types;

  searched = tryEval <nixpkgs>;

  pkgs =
    if packages != null then
      packages.pkgs
    else if searched.success && pathExists (searched.value + "/default.nix") then
      import searched.value { }
    else
      throw "A module uses its argument `pkgs', but there are no packages. Set `network.pkgs` in the hostgroup, PACKAGES, or a full nixpkgs in NIX_PATH.";

  environment =
  { options, ... }: {
    _file = ./modules.nix;

    options = {
      assertions = mkOption {
        type = types.listOf types.unspecified;
        default = [ ];
        description = "What must hold for anything to be deployed, as in NixOS.";
        example = [
          {
            assertion = false;
            message = "The shop needs a database.";
          }
        ];
      };

      warnings = mkOption {
        type = types.listOf types.str;
        default = [ ];
        description = "What to tell whoever deploys this, as in NixOS.";
        example = [ "The old shop goes away in June." ];
      };
    };

    config._module = {
      args = { inherit pkgs; };
      freeformType = import ../rest { inherit lib options; };
    };
  };

  evaluated = evalModules {
    inherit specialArgs;
    modules = [
      ../modules
      environment
    ]
    ++ modules;
  };
in
{
  inherit (evaluated) config options;
  inherit (evaluated.config) assertions warnings;
}
