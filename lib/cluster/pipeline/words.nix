# How Concourse writes what it fills in.
{ lib }:
rec {
  reference = name: "((${name}))";

  # Of names that may be null.
  references = names: lib.mapAttrs (_: reference) (lib.filterAttrs (_: name: name != null) names);
}
