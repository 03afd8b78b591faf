# The nixpkgs of flake.lock, for those who build without flakes.
let
  inherit (builtins) fetchTarball fromJSON readFile;
  inherit ((fromJSON (readFile ../flake.lock)).nodes.nixpkgs) locked;
in
import (fetchTarball {
  url = "https://github.com/${locked.owner}/${locked.repo}/archive/${locked.rev}.tar.gz";
  sha256 = locked.narHash;
})
