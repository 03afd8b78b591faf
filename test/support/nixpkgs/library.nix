# nixpkgs' lib, as far as nix/ needs more of it than the embedded library has.
import ./base { }
// {
  licenses.mit.spdxId = "MIT";
}
