# The programs of packages.
{ lib }:

let
  inherit (lib) assertMsg getBin isDerivation;
  inherit (lib.strings) escapeNixIdentifier getName;
in
rec {
  # The path of a package's main program.
  getExe =
    package:
    assert assertMsg (isDerivation package)
      "lib.meta.getExe: The first argument is of type ${builtins.typeOf package}, but it should be a derivation instead.";
    getExe' package (
      package.meta.mainProgram or (lib.warn "getExe: Package ${
        escapeNixIdentifier package.meta.name or package.pname or package.name
      } does not have the meta.mainProgram attribute. Its name is taken for that of the program, which is deprecated: set `meta.mainProgram`, or name the program with getExe'." (
        getName package
      ))
    );

  # The path of one program of a package.
  getExe' =
    package: program:
    assert assertMsg (isDerivation package)
      "lib.meta.getExe': The first argument is of type ${builtins.typeOf package}, but it should be a derivation instead.";
    assert assertMsg (builtins.isString program)
      "lib.meta.getExe': The second argument is of type ${builtins.typeOf program}, but it should be a string instead.";
    assert assertMsg (builtins.match ".*/.*" program == null)
      "lib.meta.getExe': The second argument \"${program}\" is a nested path with a \"/\" character, but it should just be the name of the executable instead.";
    "${getBin package}/bin/${program}";
}
