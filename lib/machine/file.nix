# Files and links of the node, as Ignition has them.
#
# Each replaces what is there: where `/` lies on a disk, Ignition finds those of the last start, and
# would stop the node at the first of them.
{ lib }:
let
  inherit (lib) optionalAttrs;
  escapeUrl = import ./escape-url.nix;

  # "0644" as the number that it is.
  modeOf = text: lib.foldl' (sum: digit: sum * 8 + lib.toInt digit) 0 (lib.stringToCharacters text);
in
rec {
  dataUrl = text: "data:,${escapeUrl text}";

  # textFile :: path -> mode -> text -> file
  textFile = path: mode: text: {
    inherit path;
    mode = modeOf mode;
    overwrite = true;
    contents.source = dataUrl text;
  };

  # A file that is fetched, and refused where it has another hash.
  fetchedFile = path: mode: { hash, url }: {
    inherit path;
    mode = modeOf mode;
    overwrite = true;
    contents = {
      source = url;
      verification = { inherit hash; };
    };
  };

  link = path: target: {
    inherit path target;
    hard = false;
    overwrite = true;
  };

  # Whom Ignition trusts beside the system's authorities, as a part of its section `ignition`.
  trusting =
    certificates:
    optionalAttrs (certificates != [ ]) {
      security.tls.certificateAuthorities = map (text: { source = dataUrl text; }) certificates;
    };

  ownedBy =
    user: group:
    optionalAttrs (user != null) { user.name = user; }
    // optionalAttrs (group != null) { group.name = group; };
}
