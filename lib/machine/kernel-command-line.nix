# The words of the kernel's command line.
{ lib }:
let
  inherit (lib) optional;
  inherit (import ./file.nix { inherit lib; }) dataUrl;
in
machine: delivery:
[ "flatcar.first_boot=1" ]
++ optional (machine.os.root != null) "root=${machine.os.root}"
++ (
  if delivery.type == "url" then
    [ "ignition.config.url=${toString delivery.url}" ]
  # With a token it would be there for all to read.
  else if delivery.type == "pointer" && !delivery.needsToken then
    [ "ignition.config.url=${dataUrl (builtins.toJSON delivery.document)}" ]
  else
    [ ]
)
++ map (console: "console=${console}") machine.boot.consoles
++ machine.boot.kernelParams
# The configuration itself has the name, but for one that others have made.
++ optional (
  delivery.type == "url" && machine.variables.hostname != null
) "systemd.hostname=${machine.variables.hostname}"
# However it gets its configuration, and whatever hash that has.
++ optional (machine.variables.sshKey != null) "sshkey=\"${machine.variables.sshKey}\""
