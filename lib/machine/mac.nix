# The address of a network card, which may be written with : or -, and in capitals.
{ lib }:
let
  inherit (lib) replaceStrings toLower;
in
{
  normalized = mac: replaceStrings [ "-" ] [ ":" ] (toLower mac);
  inUrl = mac: replaceStrings [ ":" ] [ "-" ] (toLower mac);
}
