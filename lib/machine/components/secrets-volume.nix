# The second partition of the stick, which nobody but root looks into, and nothing writes to. A node
# without secrets has none.
{ lib }:
let
  inherit (lib) optional;
  inherit (import ../unit.nix { inherit lib; }) unit;
in
groups:
optional (groups != [ ]) (
  unit "secrets.mount" {
    Unit.Description = "Secrets of this node";
    Mount = {
      What = "/dev/disk/by-label/secrets";
      Where = "/secrets";
      Type = "ext4";
      # Only its users wait for it, and not the start of the node.
      Options = "ro,nodev,nosuid,noexec,nofail";
      DirectoryMode = "0700";
    };
    Install.WantedBy = "multi-user.target";
  }
)
