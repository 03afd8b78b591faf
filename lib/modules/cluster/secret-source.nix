# The two options that say where a secret comes from, of which one is set: `NAMEFile` and `NAMEVariable`.
{ lib }:
let
  inherit (import ../../cluster/types.nix { inherit lib; }) fileName variable;
  setting = import ../optional-setting.nix { inherit lib; };
in
name:
{
  # The secret, as a sentence has it.
  what,
  # Examples of either.
  exampleFile,
  exampleVariable,
}:
{
  "${name}File" =
    setting fileName "The file of ${what}, absolute or below ~, as a string."
      exampleFile;
  "${name}Variable" =
    setting variable "The environment variable that holds ${what} instead."
      exampleVariable;
}
