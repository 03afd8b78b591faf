# What no two hosts may share.
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

  endpoint =
    { address, port, transport, ... }:
    if transport == "localhost" then
      "localhost"
    else if transport == null || address == null then
      null
    else
      "${address}:${toString port}";

  # Sentences about hosts of which a function gives the same text; null counts for nothing.
  findTwins =
    textOf: field: fix: hosts:
    concatMap (
      twins:
      if length twins < 2 then
        [ ]
      else
        [
          "${concatStringsSep " and " (map (host: "${host.option}.${field}") twins)} are the same, ${toJSON (textOf (head twins))}. ${fix}"
        ]
    ) (attrValues (groupBy textOf (filter (host: textOf host != null) hosts)));
in
{ hosts, ... }:
findTwins endpoint "address"
  "Give each host an address of its own, `address = \"10.0.0.12\";`, or the same one with another port." hosts
++ findTwins (
  host: host.host.hostname
) "hostname" "Give each node a name of its own, `hostname = \"node-2\";`." hosts
++ findTwins (
  host: host.host.privateAddress
) "privateAddress" "Give each host an address of its own, `privateAddress = \"192.168.0.12\";`." hosts
