# Where a server has the configuration of a machine: by the first thing that tells it from others, or
# null where nothing does.
{ lib }:
let
  inherit (builtins) head;
  inherit (lib) toLower;
  inherit (import ./mac.nix { inherit lib; }) inUrl;
  escapeUrl = import ./escape-url.nix;
in
server:
{ macs, serial, uuid }:
if macs != [ ] then
  "${server}/ignition?mac=${inUrl (head macs)}"
else if uuid != null then
  "${server}/ignition?uuid=${toLower uuid}"
else if serial != null then
  "${server}/ignition?serial=${escapeUrl serial}"
else
  null
