# Files of one's own: where they come from, and where they may be.
{ lib }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    length
    match
    toJSON
    ;
  inherit (lib)
    concatMap
    hasPrefix
    optional
    showOption
    ;

  twins = import ../../twins.nix { inherit lib; };
  pathsOf = entries: map (entry: entry.path) entries;

  check =
    option: files: generated: path:
    let
      at = "${option}.files.${showOption [ path ]}";
      file = files.${path};
      sources = filter (value: value != null) [
        file.text
        file.source
        file.target
      ];
      isOwnMode = match "0[0-7]{3}" file.mode != null;
    in
    optional (match "/[^[:cntrl:]]*[^/[:cntrl:]]" path == null || match ".*(//|/\\.\\.?(/.*)?$).*" path != null)
      "${at} is no absolute name of a file. Write `${option}.files.\"/etc/tool.conf\"`."
    ++
      optional (hasPrefix "/secrets/" path || path == "/secrets")
        "${at} lies on the volume of secrets, which nothing can write to. Use another directory, or `${option}.secrets`."
    ++
      optional (length sources != 1)
        "${at} needs one of text, source and target. Write `${at}.text = \"…\";`."
    ++
      optional (file.source != null && file.hash == null)
        "${at}.hash is not set: whatever is fetched would be taken. Write `${at}.hash = \"sha256-…\";`."
    ++
      optional (file.hash != null && file.source == null)
        "${at}.hash is set, and nothing is fetched. Remove it, or write `${at}.source = \"https://…\";`."
    ++
      optional (file.target != null && (file.user != null || file.group != null || file.mode != "0644"))
        "${at} is a link, which has neither mode nor user nor group of its own. Remove these; the file that it leads to has them."
    ++
      optional (!isOwnMode)
        "${at}.mode is ${toJSON file.mode}: Ignition 3.3.0 knows no setuid, setgid or sticky bits. Write one that begins with 0."
    ++
      optional (elem path generated)
        "${at} is written by other options too. Remove it, and use these.";
in
{ derived, machine, option, ... }:
let
  # Each file of one's own is there once by itself.
  counted = pathsOf (derived.components.files ++ derived.components.links);
  generated = map builtins.head (twins (path: path) counted);
in
concatMap (check option machine.files generated) (attrNames machine.files)
