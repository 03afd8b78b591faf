# An option that leaves a setting to its default where it is null.
{ lib }:
type: description: example:
lib.mkOption {
  type = lib.types.nullOr type;
  default = null;
  inherit description example;
}
