# An option that is true or false.
{ lib }:
default: description:
lib.mkOption {
  type = lib.types.bool;
  inherit default description;
  example = !default;
}
