# Files of systemd-networkd. The first file that matches a card counts, by its name: members of bonds
# are no cards by themselves, and all of these come before Flatcar's own.
{ lib, textFile, writeIni, ... }:
let
  inherit (builtins) attrNames filter;
  inherit (lib) concatMap;
  inherit (import ../mac.nix { inherit lib; }) normalized;

  file =
    name: sections:
    textFile "/etc/systemd/network/${name}" "0644" (
      writeIni (filter ({ settings, ... }: settings != { }) sections)
    );
  section = name: settings: {
    inherit name;
    settings = lib.filterAttrs (_: value: value != null && value != [ ]) settings;
  };

  addressing =
    { addresses, dhcp, dns, domains, gateway, ... }:
    section "Network" {
      DHCP = dhcp;
      Address = addresses;
      Gateway = gateway;
      DNS = dns;
      Domains = if domains == [ ] then null else toString domains;
    };
  sizing = { mtu, ... }: section "Link" { MTUBytes = mtu; };

  modeHas = {
    hashPolicy = mode: builtins.elem mode [
      "802.3ad"
      "balance-xor"
      "balance-tlb"
    ];
    lacp = mode: mode == "802.3ad";
  };

  bond =
    bonds: name:
    let
      link = bonds.${name};
    in
    [
      (file "25-${name}.netdev" [
        (section "NetDev" {
          Name = name;
          Kind = "bond";
        })
        (section "Bond" {
          Mode = link.mode;
          TransmitHashPolicy = if modeHas.hashPolicy link.mode then link.transmitHashPolicy else null;
          MIIMonitorSec = link.miiMonitor;
          LACPTransmitRate = if modeHas.lacp link.mode then link.lacpTransmitRate else null;
        })
      ])
      (file "25-${name}-members.network" [
        (section "Match" { Name = toString link.match; })
        (section "Network" { Bond = name; })
      ])
      (file "26-${name}.network" [
        (section "Match" { Name = name; })
        (sizing link)
        (addressing link)
      ])
    ];

  interface =
    interfaces: name:
    let
      link = interfaces.${name};
    in
    file "30-${name}.network" [
      (section "Match" {
        Name = if link.match == [ ] then null else toString link.match;
        MACAddress = if link.mac == null then null else normalized link.mac;
      })
      (sizing link)
      (addressing link)
    ];
in
{ network, ... }:
{
  files =
    concatMap (bond network.bonds) (attrNames network.bonds)
    ++ map (interface network.interfaces) (attrNames network.interfaces);
}
