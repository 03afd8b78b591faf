# How a machine gets its configuration: IgnitionDelivery of src/model/machine.ts.
{ lib }:
let
  inherit (builtins) hashString;
  inherit (import ./file.nix { inherit lib; }) trusting;

  pointer =
    { certificateAuthorities, ignitionUrl, ... }:
    text: {
      ignition = {
        version = "3.3.0";
        config.replace = {
          source = ignitionUrl;
          verification.hash = "sha512-${hashString "sha512" text}";
        };
      }
      // trusting certificateAuthorities;
    };
in
# The text is that of the whole configuration.
{ boot, ... }:
text:
if boot.ignition == "embedded" then
  { type = "embedded"; }
else if boot.ignition == "url" then
  {
    type = "url";
    url = boot.ignitionUrl;
  }
else
  {
    type = "pointer";
    url = boot.ignitionUrl;
    document = pointer boot text;
    needsToken = boot.ignitionToken;
  }
