# Placeholders for hashes that are not known yet.
{ lib }:

let
  zeros = count: lib.strings.replicate count "0";
in
{
  fakeHash = "sha256-${lib.strings.replicate 43 "A"}=";

  fakeSha256 = zeros 64;

  fakeSha512 = zeros 128;
}
