# Secrets of the configuration of k0s: each has a source and a place, and none is written out, since
# whoever evaluates the hostgroup would have it in the Nix store.
{ lib }:
let
  inherit (builtins)
    elemAt
    filter
    head
    isAttrs
    isInt
    isList
    length
    tail
    toJSON
    ;
  inherit (lib)
    concatLists
    concatMap
    imap0
    optional
    ;

  looksSecret = import ../../looks-secret.nix { inherit lib; };
  textsOf = import ../../texts-of.nix { inherit lib; };

  option = "kubernixos.cluster.k0s";

  # What is at a path: "free", "taken", or "nowhere" where an element or its holder is missing.
  look =
    value: path:
    if path == [ ] then
      "taken"
    else if isInt (head path) then
      if isList value && head path < length value then look (elemAt value (head path)) (tail path) else "nowhere"
    else if !isAttrs value then
      "nowhere"
    else if value ? ${head path} then
      look value.${head path} (tail path)
    else if filter isInt (tail path) == [ ] then
      "free"
    else
      "nowhere";

  check =
    config: index:
    { path, valueFile, valueVariable }:
    let
      at = "${option}.secrets[${toString index}]";
      found = look config path;
    in
    optional (valueFile == null && valueVariable == null)
      "${at} says not where the secret comes from. Write `valueVariable = \"K0S_DATABASE\";`, or valueFile."
    ++
      optional (valueFile != null && valueVariable != null)
        "${at} has both valueFile and valueVariable. Keep one of them."
    ++
      optional (head path != "spec")
        "${at}.path is ${toJSON path}, which is none below `spec`. Write a place such as `path = [ \"spec\" \"storage\" \"kine\" \"dataSource\" ];`."
    ++
      optional (found == "taken")
        "${at}.path is ${toJSON path}, and ${option}.config has a value there. Remove that."
    ++
      optional (found == "nowhere")
        "${at}.path is ${toJSON path}, and ${option}.config has nothing there that could hold it. Write the element that the secret belongs to in ${option}.config.";

  # The value may be secret: no message shows it. authPass is none: routers in one network tell each other
  # apart by it. https://docs.k0sproject.io/stable/cplb/
  literal =
    { at, ... }:
    "${at} looks like a secret, which would be in the Nix store, where every user can read it. Remove it, and write it in `${option}.secrets = [ { path = [ … ]; valueVariable = \"…\"; } ];`.";
  isSecret =
    { name, text, ... }:
    name != "authPass" && (looksSecret.setting name text || looksSecret.argument text);

  flags =
    { host, option, ... }:
    optional (lib.any looksSecret.argument host.installFlags)
      "${option}.installFlags has a flag that looks like a secret, which every user of the host could read. Remove it, and bring the secret to the host as a file: `${option}.files`.";
in
{ cluster, hosts, ... }:
let
  inherit (cluster.k0s) config secrets;
in
concatLists (imap0 (check config) secrets)
++ map literal (filter isSecret (textsOf "${option}.config" config))
++ concatMap flags hosts
