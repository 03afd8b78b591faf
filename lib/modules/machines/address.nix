{ config, lib, ... }:
let
  inherit (builtins) attrValues head;
  inherit (lib) concatMap mkOption;
  inherit (import ../../types.nix { inherit lib; }) address;
  inherit (import ../../addresses.nix { inherit lib; }) addressOf;

  static = concatMap (link: link.addresses) (
    attrValues config.network.interfaces ++ attrValues config.network.bonds
  );
in
{
  options.address = mkOption {
    type = address;
    default = if static == [ ] then config.hostname else addressOf (head static);
    defaultText = lib.literalMD "the first static address of the machine, else its hostname";
    description = "By what others reach the machine, such as the cluster whose host it is.";
    example = "10.0.0.21";
  };
}
