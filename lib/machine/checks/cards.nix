# A card belongs to one bond or interface. The first file of systemd-networkd that matches counts: bonds
# come before interfaces, and each of them in the order of their names.
{ lib }:
let
  inherit (builtins)
    any
    attrNames
    concatMap
    filter
    head
    toJSON
    ;
  inherit (lib)
    concatMapStringsSep
    imap0
    init
    optional
    showOption
    take
    ;
  inherit (import ../mac.nix { inherit lib; }) normalized;
  matchesLink = import ../matches-link.nix;
  twins = import ../../twins.nix { inherit lib; };

  # { at; mac; pattern; }, in the order in which they count.
  linksOf =
    option: kind: links:
    map (name: {
      at = "${option}.network.${kind}.${showOption [ name ]}";
      inherit (links.${name}) match;
      mac = links.${name}.mac or null;
    }) (attrNames links);
  # What has the address of a card too takes that card alone.
  patternsOf = concatMap (
    link:
    map (pattern: {
      inherit (link) at;
      inherit pattern;
      takesAll = link.mac == null;
    }) link.match
  );

  equal =
    option: patterns:
    concatMap (
      group:
      optional (any (entry: entry.takesAll) (init group))
        "${option}.network has ${toJSON (head group).pattern} in two places, and a card belongs to one. Remove it from one of them."
    ) (twins (entry: entry.pattern) patterns);

  isName = pattern: builtins.match "[^]*?[]*" pattern != null;

  # A name that an earlier pattern has taken.
  taken =
    patterns: index: later:
    let
      takes =
        entry:
        entry.takesAll
        && entry.at != later.at
        && entry.pattern != later.pattern
        && matchesLink entry.pattern later.pattern;
      earlier = filter takes (take index patterns);
    in
    optional (isName later.pattern && earlier != [ ])
      "${later.at}.match has ${toJSON later.pattern}, which belongs to ${(head earlier).at} by ${toJSON (head earlier).pattern}, and a card belongs to one. Remove it, or write names there that it is none of.";

  bondsAmong =
    option: bonds: patterns:
    concatMap (
      name:
      map (
        entry:
        "${entry.at}.match has ${toJSON entry.pattern}, which is the bond ${name} itself too. Write `${entry.at}.match = [ \"eno*\" ];`."
      ) (filter (entry: matchesLink entry.pattern name) patterns)
    ) (attrNames bonds);

  sameCard =
    links:
    map (
      group:
      "${concatMapStringsSep " and " (link: "${link.at}.mac") group} are the same card. Remove one of them."
    ) (twins (link: if link.mac == null then null else normalized link.mac) links);
in
{ machine, option, ... }:
let
  inherit (machine.network) bonds interfaces;
  ofBonds = linksOf option "bonds" bonds;
  ofInterfaces = linksOf option "interfaces" interfaces;
  patterns = patternsOf (ofBonds ++ ofInterfaces);
in
bondsAmong option bonds (patternsOf ofBonds)
++ equal option patterns
++ builtins.concatLists (imap0 (taken patterns) patterns)
++ sameCard ofInterfaces
