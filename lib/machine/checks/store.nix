# The node has no Nix store: what names a path there would find nothing.
{ lib }:
let
  inherit (builtins) filter hasContext mapAttrs;
  textsOf = import ../../texts-of.nix { inherit lib; };

  # All that one writes freely, as the options are called.
  written =
    { boot, files, ignition, services, units, ... }:
    {
      inherit ignition units;
      boot = { inherit (boot) kernelParams; };
      files = mapAttrs (_: { target, text, ... }: { inherit target text; }) files;
      services = {
        k0s = { inherit (services.k0s) extraArgs settings; };
        k3s = { inherit (services.k3s) settings; };
      };
    };
  inStore = { text, ... }: hasContext text;
in
{ machine, option, ... }:
map (
  { at, ... }:
  "${at} names a path of the Nix store, which the node does not have. Write the text itself, as `builtins.readFile` gives it, or bring the file by `${option}.files.\"/opt/bin/tool\"` with source and hash."
) (filter inStore (textsOf option (written machine)))
