# Network cards that are meant, and addresses with the size of their network.
{ lib }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    length
    toJSON
    ;
  inherit (lib)
    concatMap
    optional
    unique
    ;
  inherit (import ../../cluster/addresses.nix { inherit lib; }) isNetwork;

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
      at = "${option}.network.interfaces.${name}";
      link = interfaces.${name};
    in
    optional (link.match == [ ] && link.mac == null)
      "${at} matches no card. Write `${at}.match = [ \"eno1\" ];` or `${at}.mac = \"52:54:00:12:34:56\";`."
    ++ addressing at link;

  ofBond =
    option: bonds: name:
    let
      at = "${option}.network.bonds.${name}";
    in
    optional (builtins.match "[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}" name == null)
      "${at} is no name of a network interface. Use at most 15 letters, digits, _, . and -: `${option}.network.bonds.bond0`."
    ++
      optional (bonds.${name}.match == [ ])
        "${at}.match is empty: the bond has no cards. Write `${at}.match = [ \"eno*\" ];`."
    ++
      optional (elem "*" bonds.${name}.match)
        "${at}.match has \"*\", which is the bond itself too. Write `${at}.match = [ \"eno*\" ];`."
    ++ addressing at bonds.${name};

  patterns =
    { bonds, interfaces, ... }:
    concatMap (name: bonds.${name}.match) (attrNames bonds)
    ++ concatMap (name: interfaces.${name}.match) (attrNames interfaces);
  twins = list: unique (filter (item: length (filter (other: other == item) list) > 1) list);
in
{ machine, option, ... }:
concatMap (ofInterface option machine.network.interfaces) (attrNames machine.network.interfaces)
++ concatMap (ofBond option machine.network.bonds) (attrNames machine.network.bonds)
++ map (
  pattern:
  "${option}.network has ${toJSON pattern} in two places, and a card belongs to one. Remove it from one of them."
) (twins (patterns machine.network))
