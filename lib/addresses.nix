# What is an address, by its text.
{ lib }:
let
  inherit (builtins)
    all
    fromJSON
    length
    match
    stringLength
    ;
  inherit (lib) splitString;

  isIpv4 = text: match "(${octet}\\.){3}${octet}" text != null;
  octet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  groups = half: if half == "" then [ ] else splitString ":" half;

  # Eight groups, or fewer around one "::".
  isIpv6 =
    text:
    let
      halves = splitString "::" text;
      count = lib.foldl' (sum: half: sum + length (groups half)) 0 halves;
    in
    match "[0-9A-Fa-f:]+" text != null
    && all (half: all isGroup (groups half)) halves
    && (if length halves == 1 then count == 8 else length halves == 2 && count < 8);
  isGroup = group: match "[0-9A-Fa-f]{1,4}" group != null;

  # The eight groups, each without zeros at its beginning.
  expanded =
    text:
    let
      halves = map groups (splitString "::" text);
      zeros = lib.genList (_: "0") (8 - length (lib.concatLists halves));
      all = builtins.head halves ++ lib.optionals (length halves == 2) (zeros ++ lib.last halves);
    in
    lib.concatMapStringsSep ":" (group: builtins.head (match "0{0,3}(.+)" group)) all;

  # What looks like an IPv4 address is none of its names.
  isHostName =
    text:
    stringLength text <= 253
    && match "${label}(\\.${label})*\\.?" text != null
    && match "[0-9.]+" text == null;
  label = "[A-Za-z0-9_]([-A-Za-z0-9_]{0,61}[A-Za-z0-9_])?";

  isIp = text: isIpv4 text || isIpv6 text;

  networkOf = match "(.*)/([0-9]{1,3})";
  isNetwork =
    text:
    let
      parts = networkOf text;
      address = builtins.head parts;
      size = fromJSON (lib.last parts);
    in
    parts != null && match "0[0-9]+" (lib.last parts) == null
    && (isIpv4 address && size <= 32 || isIpv6 address && size <= 128);
in
{
  inherit isIp isIpv6 isNetwork;
  isAddress = text: isIp text || isHostName text;

  # The same text for all ways to write an address or a name.
  canonical =
    text:
    lib.toLower (if isIpv6 text then expanded text else lib.removeSuffix "." text);

  # The address of a network in CIDR notation, or what is none as it is.
  addressOf = text: if networkOf text == null then text else builtins.head (networkOf text);

  # As a URL has it.
  inUrl = address: if isIpv6 address then "[${address}]" else address;
}
