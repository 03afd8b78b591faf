# A path as text. What lies in the Nix store is referred to, so that it stays
# as long as what names it; anything else is neither copied nor kept.
path:
let
  inherit (builtins)
    appendContext
    head
    match
    storeDir
    ;

  text = toString path;
  stored = match "(${storeDir}/[^/]+).*" text;
in
if stored == null then text else appendContext text { ${head stored}.path = true; }
