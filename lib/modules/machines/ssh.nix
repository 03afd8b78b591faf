{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.ssh.authorizedKeys = mkOption {
    type = types.listOf types.str;
    default = [ ];
    # As the file of a key ends.
    apply = map (key: lib.removeSuffix "\r" (lib.removeSuffix "\n" key));
    description = ''
      The public keys that log in as `core`. At least one must be set: nobody
      else can look into the node.
    '';
    example = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA… me" ];
  };
}
