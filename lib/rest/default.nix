# The type of what the `modules` evaluator does not declare: anything, except
# what is most likely a mistake. A typo would otherwise be lost silently, and
# with it the manifests that it should have defined.
{ lib, options }:
let
  inherit (builtins) concatMap head isAttrs;
  inherit (lib) mkOptionType showOption;

  merge = import ./merge.nix { inherit lib; };
  findMistakes = import ./mistakes.nix { inherit options; };
in
mkOptionType {
  name = "rest";
  description = "options that only NixOS declares";
  check = isAttrs;
  emptyValue.value = { };
  merge =
    location: definitions:
    let
      mistakes = concatMap findMistakes definitions;
      mistake = head mistakes;
    in
    if mistakes == [ ] then
      merge location definitions
    else
      # As the module system words it, so that both are explained alike.
      throw "The option `${showOption mistake.location}' does not exist. Definition values:\n- In `${mistake.file}'\n\n${mistake.hint}";
}
