# What no two machines may share, and no two cards of one.
{ lib }:
let
  inherit (builtins)
    concatMap
    head
    length
    toJSON
    ;
  inherit (lib) concatStringsSep unique;
  staticAddresses = import ../static-addresses.nix { inherit lib; };
  twins = import ../../twins.nix { inherit lib; };

  # { text; option; } of every value of a field; the same one twice in a machine counts too.
  entries =
    field: valuesOf: views:
    concatMap (
      view:
      map (text: {
        inherit text;
        option = "${view.option}.${field}";
      }) (valuesOf view)
    ) views;

  findTwins =
    field: valuesOf: fix: views:
    map (sentence fix) (twins (entry: entry.text) (entries field valuesOf views));

  sentence =
    fix: group:
    let
      options = unique (map (entry: entry.option) group);
      text = toJSON (head group).text;
    in
    if length options == 1 then
      "${head options} has ${text} twice. Remove one of them."
    else
      "${concatStringsSep " and " options} are the same, ${text}. ${fix}";

  optionalValue = value: if value == null then [ ] else [ value ];
in
views:
findTwins "hostname" ({ machine, ... }: [ machine.hostname ])
  "Give each machine a name of its own, `hostname = \"node2.example.com\";`." views
++ findTwins "match.macs" ({ derived, ... }: derived.match.macs)
  "Write the address of a card at its machine alone, `match.macs = [ \"52:54:00:12:34:57\" ];`." views
++ findTwins "match.uuid" ({ derived, ... }: optionalValue derived.match.uuid)
  "Write each machine's own, `match.uuid = \"…\";`." views
++ findTwins "match.serial" ({ derived, ... }: optionalValue derived.match.serial)
  "Write each machine's own, `match.serial = \"…\";`." views
++ concatMap (
  view:
  map (sentence "Give each card an address of its own, `addresses = [ \"10.0.0.22/24\" ];`.") (
    twins (entry: entry.text) (staticAddresses view)
  )
) views
