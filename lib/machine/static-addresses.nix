# staticAddresses :: view -> [ { machine; option; text; } ]
#
# Every static address of a machine, but those that every link has for itself.
{ lib }:
let
  inherit (builtins) concatMap filter match;
  inherit (lib) concatLists mapAttrsToList showOption toLower;
  inherit (import ../addresses.nix { inherit lib; }) addressOf;

  # https://www.rfc-editor.org/rfc/rfc4291#section-2.5.6, https://www.rfc-editor.org/rfc/rfc3927
  isOfLink = text: match "fe[89ab][0-9a-f]:.*|169\\.254\\..*" text != null;
in
{ machine, option, ... }:
let
  ofKind = kind: concatLists (mapAttrsToList (ofLink kind) machine.network.${kind});
  ofLink =
    kind: name: link:
    map (address: {
      machine = option;
      option = "${option}.network.${kind}.${showOption [ name ]}.addresses";
      text = toLower (addressOf address);
    }) link.addresses;
in
filter ({ text, ... }: !isOfLink text) (
  concatMap ofKind [
    "bonds"
    "interfaces"
  ]
)
