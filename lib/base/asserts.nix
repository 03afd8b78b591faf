# Assertions that say what is wrong.
{ lib }:

let
  inherit (lib)
    all
    concatMapStringsSep
    elem
    filter
    showWarnings
    ;
  show = lib.generators.toPretty { };
in
rec {
  # assertMsg :: bool -> string -> true, or the message thrown. For `assert assertMsg …;`.
  assertMsg = condition: message: condition || throw message;

  assertOneOf =
    name: value: allowed:
    assertMsg (elem value allowed) "${name} must be one of ${show allowed}, but is: ${show value}";

  assertEachOneOf =
    name: values: allowed:
    assertMsg (all (
      value: elem value allowed
    ) values) "each element in ${name} must be one of ${show allowed}, but is: ${show values}";

  # Throws all failed assertions `{ assertion, message }` at once, else prints the warnings.
  checkAssertWarn =
    assertions: warnings: value:
    let
      failed = filter (entry: !entry.assertion) assertions;
    in
    if failed == [ ] then
      showWarnings warnings value
    else
      throw "\nFailed assertions:\n${concatMapStringsSep "\n" (entry: "- ${entry.message}") failed}";
}
