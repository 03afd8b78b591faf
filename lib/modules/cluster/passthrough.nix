{ lib, ... }:
let
  inherit (lib) mkOption;
  inherit (import ../../cluster/types.nix { inherit lib; }) settings;
in
{
  options.k0sctl = mkOption {
    type = settings;
    default = { };
    description = ''
      Settings of k0sctl that there is no option for, merged last into its
      configuration. Those of a host go to `hosts.<name>.settings`.
    '';
    example.spec.k0s.versionChannel = "stable";
  };
}
