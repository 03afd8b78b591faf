# What no two machines may share.
{ lib }:
let
  inherit (builtins)
    attrValues
    concatMap
    filter
    groupBy
    head
    length
    toJSON
    ;
  inherit (lib) concatStringsSep;

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
    map (
      twins:
      "${concatStringsSep " and " (map (entry: entry.option) twins)} are the same, ${toJSON (head twins).text}. ${fix}"
    ) (
      filter (twins: length twins > 1) (
        attrValues (groupBy (entry: entry.text) (entries field valuesOf views))
      )
    );

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
