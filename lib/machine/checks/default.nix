# All that is wrong with machines, a sentence each: what is wrong, below which
# option, and what to write.
{ lib }:
views:
lib.concatMap (check: lib.concatMap (check { inherit lib; }) views) [
  (import ./identity.nix)
  (import ./ssh.nix)
  (import ./os.nix)
  (import ./boot.nix)
  (import ./urls.nix)
  (import ./kernel-params.nix)
  (import ./network.nix)
  (import ./cards.nix)
  (import ./programs.nix)
  (import ./k3s.nix)
  (import ./k3s-settings.nix)
  (import ./k0s.nix)
  (import ./heartbeat.nix)
  (import ./kubectl.nix)
  (import ./log-export.nix)
  (import ./ddns.nix)
  (import ./files.nix)
  (import ./units.nix)
  (import ./texts.nix)
  (import ./store.nix)
  (import ./secrets.nix)
  (import ./service-secrets.nix)
  (import ./secret-units.nix)
  (import ./ignition.nix)
  (import ./extra-units.nix)
  (import ./extra-fetched.nix)
  (import ./below-files.nix)
  (import ./variables.nix)
]
++ lib.concatMap (check: check { inherit lib; } views) [
  (import ./unique.nix)
  (import ./k3s-servers.nix)
  (import ./k3s-critical.nix)
  (import ./ddns-primary.nix)
]
