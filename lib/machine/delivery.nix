# How a machine gets its configuration: IgnitionDelivery of src/model/machine.ts.
{ lib }:
let
  inherit (builtins) hashString;
  inherit (lib) optionalAttrs;
  inherit (import ./file.nix { inherit lib; }) dataUrl;

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
      // optionalAttrs (certificateAuthorities != [ ]) {
        security.tls.certificateAuthorities = map (text: { source = dataUrl text; }) certificateAuthorities;
      };
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
