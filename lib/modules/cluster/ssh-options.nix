{ lib }:
let
  inherit (lib) mkOption types;
in
mkOption {
  type = types.attrsOf (
    types.oneOf [
      types.bool
      types.int
      types.str
      (types.listOf types.str)
    ]
  );
  default = { };
  description = "Further options, as ssh_config names them.";
  example.ServerAliveInterval = 15;
}
