# Versions of k0s: `v1.34.1-rc.1+k0s.0`.
let
  inherit (builtins) head match;
in
{
  # `1.34.1`; a candidate counts as what it is one of.
  numberOf = version: head (match "v?([0-9.]+).*" version);
}
