# From the values of a machine to all that is derived from them: Machine of src/model/machine.ts, and
#
#   generated    its configuration without what one adds oneself, as Nix data
#   ignition     its configuration as Nix data
#   components   what it is made of (see components/default.nix)
{ lib }:
let
  inherit (builtins) toJSON;
  inherit (lib) concatStringsSep sort toLower;
  inherit (import ./mac.nix { inherit lib; }) normalized;
  makeComponents = import ./components { inherit lib; };
  inherit (import ./assemble.nix { inherit lib; }) extend generate;
  deliver = import ./delivery.nix { inherit lib; };
  words = import ./kernel-command-line.nix { inherit lib; };
  makeScript = import ./ipxe.nix { inherit lib; };
  joinSecrets = import ./secrets.nix { inherit lib; };

  matchOf =
    { macs, serial, uuid }:
    {
      macs = sort (a: b: a < b) (map normalized macs);
      uuid = if uuid == null then null else toLower uuid;
      inherit serial;
    };

  osOf =
    { os, ... }:
    {
      type = "flatcar";
      inherit (os.flatcar)
        baseUrl
        channel
        initrd
        kernel
        version
        ;
    };

  osParts =
    os:
    map
      (what: {
        name = "flatcar ${what}";
        inherit (os) version;
        hash = "sha512-${toString os.${what}.sha512}";
        inherit (os.${what}) url;
      })
      [
        "initrd"
        "kernel"
      ];
in
name: machine:
let
  components = makeComponents machine;
  generated = generate machine components;
  ignition = extend generated machine.ignition.extra;
  ignitionText = toJSON ignition;
  delivery = deliver machine ignitionText;
  os = osOf machine;
  kernelCommandLine = concatStringsSep " " (words machine delivery);
in
{
  inherit
    components
    generated
    ignition
    ignitionText
    kernelCommandLine
    name
    os
    ;
  inherit (machine) arch hostname;
  match = matchOf machine.match;
  boot = {
    inherit (machine.boot) consoles firmware source verify;
    ignition = delivery;
  };
  ipxeScript = makeScript {
    inherit
      delivery
      machine
      name
      os
      ;
    commandLine = kernelCommandLine;
  };
  secrets = joinSecrets components.secrets;
  parts = sort (a: b: a.name < b.name) (
    osParts os
    ++ components.parts
    ++ [
      {
        name = "ignition";
        version = "3.3.0";
        hash = "sha512-${builtins.hashString "sha512" ignitionText}";
        url = null;
      }
    ]
  );
}
