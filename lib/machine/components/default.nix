# What a machine is made of. Each component is a function from the machine to
#
#   files, links, units   as Ignition has them
#   secrets               groups, as src/model/machine-secrets.ts has them
#   parts                 what is pinned, as src/model/machine.ts has it
#
# of which it gives what it has. It is made with what all of them are made with: `kit`.
{ lib }:
let
  inherit (lib) concatMap genAttrs;

  kit = {
    inherit lib;
    kubectl = import ../kubectl.nix { inherit lib; };
    kubernetesUnit = import ./kubernetes-unit.nix;
    programOf = import ../programs.nix { inherit lib; };
    valueSecret = import ../value-secret.nix;
    writeIni = import ../ini.nix { inherit lib; };
  }
  // import ../file.nix { inherit lib; }
  // import ../unit.nix { inherit lib; };

  components = map (file: import file kit) [
    ./hostname.nix
    ./selinux.nix
    ./network.nix
    ./k3s.nix
    ./k0s.nix
    ./heartbeat.nix
    ./log-export
    ./ddns.nix
    ./custom.nix
  ];
  joinSecrets = import ../secrets.nix { inherit lib; };
  secretsVolume = import ./secrets-volume.nix kit;
in
machine:
let
  made = map (component: component machine) components;
  all = genAttrs [
    "files"
    "links"
    "units"
    "secrets"
    "parts"
  ] (what: concatMap (component: component.${what} or [ ]) made);
in
all // { units = all.units ++ secretsVolume machine (joinSecrets all.secrets); }
