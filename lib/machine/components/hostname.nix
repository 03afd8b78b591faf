# The node has its name before anything starts, so that it joins no cluster as `localhost`.
{ lib }:
let
  inherit (import ../file.nix { inherit lib; }) textFile;
in
{ hostname, ... }:
{
  files = [ (textFile "/etc/hostname" "0644" "${hostname}\n") ];
}
