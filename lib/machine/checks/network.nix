# Network cards that are meant, and addresses with the size of their network.
{ lib }:
let
  inherit (builtins) attrNames toJSON;
  inherit (lib) concatMap optional showOption;
  inherit (import ../../addresses.nix { inherit lib; }) isNetwork;
  inherit (import ../types.nix { inherit lib; }) isFileName isLinkName;

  addressing =
    option: link:
    concatMap (
      address:
      optional (!isNetwork address)
        "${option}.addresses has ${toJSON address}, without the size of its network. Write \"${address}/24\"."
    ) link.addresses
    ++
      optional (link.gateway != null && link.addresses == [ ])
        "${option}.gateway is set, and there is no static address. Write `${option}.addresses = [ \"10.0.0.21/24\" ];`, or remove it.";

  ofInterface =
    option: interfaces: name:
    let
      at = "${option}.network.interfaces.${showOption [ name ]}";
      link = interfaces.${name};
    in
    optional (!isFileName name)
      "${at} is part of the name of a file, and cannot be. Use letters, digits, _, . and -: `${option}.network.interfaces.lan`."
    ++
      optional (link.match == [ ] && link.mac == null)
        "${at} matches no card. Write `${at}.match = [ \"eno1\" ];` or `${at}.mac = \"52:54:00:12:34:56\";`."
    ++ addressing at link;

  ofBond =
    option: bonds: name:
    let
      at = "${option}.network.bonds.${showOption [ name ]}";
    in
    optional (!isLinkName name)
      "${at} is no name of a network interface. Use at most 15 letters, digits, _, . and -: `${option}.network.bonds.bond0`."
    ++
      optional (bonds.${name}.match == [ ])
        "${at}.match is empty: the bond has no cards. Write `${at}.match = [ \"eno*\" ];`."
    ++ addressing at bonds.${name};
in
{ machine, option, ... }:
concatMap (ofInterface option machine.network.interfaces) (attrNames machine.network.interfaces)
++ concatMap (ofBond option machine.network.bonds) (attrNames machine.network.bonds)
