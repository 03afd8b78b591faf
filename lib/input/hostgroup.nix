# A hostgroup file as { file; holder; name; network; }: how messages call it,
# what modules know it by, and its `network`. Attributes of other tools are
# ignored.
file:
let
  inherit (builtins)
    elemAt
    isAttrs
    isFunction
    isList
    match
    pathExists
    ;
  inherit (import ../places.nix) showKind;
  checkNetwork = import ./network.nix;
  findMisspelt = import ./misspelt.nix;

  content = import (/. + file);
  example = "{ network = { pkgs = import <nixpkgs> { }; modules = [ ./shop.nix ]; }; }";

  isModule = content ? kubernixos || content ? config || content ? imports || content ? options;
  likelyFix =
    if isModule then
      "It looks like a module. Name it in a hostgroup: `{ network.modules = [ ./${baseNameOf file} ]; }`."
    else
      "Write `${example}`.";

  misspelt = findMisspelt "network" content;

  # ./prod.nix and ./prod/default.nix are both known as prod.
  named = match ".*/([^/]*)/default\\.nix|.*/([^/]*)\\.nix" file;
  name =
    if named == null then
      baseNameOf file
    else if elemAt named 0 != null then
      elemAt named 0
    else
      elemAt named 1;

  holder = "the hostgroup ${file}";
  refuse = problem: fix: throw "The hostgroup ${file} ${problem}. ${fix}";
in
if !pathExists (/. + file) then
  refuse "does not exist" "Give the path of a file that holds `${example}`."
else if isList content then
  refuse "is a list, not an attribute set" "Write `{ network.modules = [ … ]; }`."
else if isFunction content then
  refuse "is a function, not an attribute set" "A module is named in a hostgroup, `{ network.modules = [ ./${baseNameOf file} ]; }`; a hostgroup has no arguments: write `let pkgs = import <nixpkgs> { }; in { network = …; }`."
else if !isAttrs content then
  refuse "is ${showKind content}, not an attribute set" likelyFix
else if !(content ? network) then
  refuse "has no attribute set `network`" (
    if misspelt == null then likelyFix else "Did you mean `network` where `${misspelt}` is written?"
  )
else
  {
    inherit file holder name;
    network = checkNetwork holder content.network;
  }
