# A type that checks while it merges (`merge.v2`) would ignore a `check` that was put over its own.
{ lib }:

let
  inherit (lib) showOption;
in
# loc -> type -> an error
loc: type:
throw ''
  The option `${showOption loc}' has a type `${type.description}' that uses
  an ad-hoc `type // { check = ...; }' override, which is incompatible with
  the v2 merge mechanism.

  Please use `lib.types.addCheck` instead of `type // { check }':

    lib.types.addCheck baseType (value: /* your check */)
''
