# Merges definitions for whoever needs the whole manifest, encoded: what is
# plain to its ends is neither walked nor copied.
let
  inherit (import ../encode.nix) encode wrap;
in
import ./merge.nix {
  isDone = import ../plain.nix { patches = false; };
  finishSet = wrap;
  finishLeaf = encode;
}
