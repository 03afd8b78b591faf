# What no two hosts may share.
{ lib }:
let
  inherit (builtins) head toJSON;
  inherit (lib) concatMapStringsSep;
  twins = import ../../twins.nix { inherit lib; };
  inherit (import ../../addresses.nix { inherit lib; }) canonical;

  endpoint =
    { address, port, transport, ... }:
    if transport == "localhost" then
      "localhost"
    else if transport == null || address == null then
      null
    else
      "${canonical address}:${toString port}";

  named = text: if text == null then null else canonical text;

  # Sentences about hosts of which a function gives the same text; null counts for nothing.
  findTwins =
    textOf: field: fix: hosts:
    map (
      group:
      "${concatMapStringsSep " and " (host: "${host.option}.${field}") group} are the same, ${toJSON (textOf (head group))}. ${fix}"
    ) (twins textOf hosts);
in
{ hosts, ... }:
findTwins endpoint "address"
  "Give each host an address of its own, `address = \"10.0.0.12\";`, or the same one with another port." hosts
++ findTwins (
  host: named host.host.hostname
) "hostname" "Give each node a name of its own, `hostname = \"node-2\";`." hosts
++ findTwins (
  host: named host.host.privateAddress
) "privateAddress" "Give each host an address of its own, `privateAddress = \"192.168.0.12\";`." hosts
