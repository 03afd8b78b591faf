# All that is wrong with a cluster, a sentence each: what is wrong, below which
# option, and what to write.
{ lib }:
view:
lib.concatMap (check: check { inherit lib; } view) [
  (import ./identity.nix)
  (import ./machines.nix)
  (import ./roles.nix)
  (import ./transports.nix)
  (import ./unique.nix)
  (import ./host-keys.nix)
  (import ./secrets.nix)
  (import ./windows.nix)
  (import ./binaries.nix)
  (import ./directories.nix)
  (import ./install-flags.nix)
  (import ./environment.nix)
  (import ./uploads.nix)
  (import ./k0s-config.nix)
  (import ./k0s-secrets.nix)
  (import ./balancing.nix)
  (import ./storage.nix)
  (import ./passthrough.nix)
  (import ./concourse.nix)
  (import ./backup.nix)
  (import ./drill.nix)
]
