# From what holds it, for messages, and a `network` to the same, once it is
# sure to be one.
holder: network:
let
  inherit (builtins)
    concatMap
    head
    isAttrs
    isList
    isPath
    ;
  inherit (import ../places.nix) showKind;
  findMisspelt = import ./misspelt.nix;

  example = "{ pkgs = import <nixpkgs> { }; modules = [ ./shop.nix ]; }";
  refuse = problem: fix: throw "The network of ${holder} ${problem}. ${fix}";

  # Names of other tools are fine, unless they are near to one of ours.
  slips = concatMap (
    right:
    let
      wrong = findMisspelt right network;
    in
    if wrong == null then [ ] else [ { inherit right wrong; } ]
  ) [
    "modules"
    "evaluator"
    "specialArgs"
  ];
  slip = head slips;
in
if !isAttrs network then
  refuse "is ${showKind network}, not an attribute set" "Write `${example}`."
else if slips != [ ] then
  refuse "has no `${slip.right}`" "Did you mean `${slip.right}` where `${slip.wrong}` is written?"
else if !(network ? modules) then
  refuse "has no `modules`" "Write `${example}`."
else if !isList network.modules then
  refuse "has ${showKind network.modules} as `modules`, not a list" "Write `modules = [ ${
    if isPath network.modules then "./${baseNameOf network.modules}" else "./shop.nix"
  } ];`."
else if !isAttrs (network.specialArgs or { }) then
  refuse "has ${showKind network.specialArgs} as `specialArgs`, not an attribute set" "Write `specialArgs = { region = \"eu\"; };`."
else
  network
