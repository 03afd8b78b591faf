# The second partition of the stick, which nobody but root looks into, and nothing writes to.
{ lib }:
let
  inherit (import ../unit.nix { inherit lib; }) unit;
in
machine: {
  units = [
    (unit "secrets.mount" {
      Unit.Description = "Secrets of this node";
      Mount = {
        What = "/dev/disk/by-label/secrets";
        Where = "/secrets";
        Type = "ext4";
        Options = "ro,nodev,nosuid,noexec";
        DirectoryMode = "0700";
      };
      Install.WantedBy = "multi-user.target";
    })
  ];
}
