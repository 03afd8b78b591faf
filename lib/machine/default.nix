# From the values of `kubernixos.machines` to all that is derived from them:
#
#   machines   Machine of src/model/machine.ts, sorted by name
#   problems   sentences; where there are any, only they may be used
#   warnings   sentences
{ lib }:
let
  inherit (builtins)
    attrNames
    deepSeq
    removeAttrs
    ;
  inherit (lib) showOption;
  derive = import ./derive.nix { inherit lib; };

  view =
    machines: name:
    let
      machine = removeAttrs machines.${name} [
        "_module"
        "build"
      ];
    in
    {
      inherit machine name;
      option = showOption [
        "kubernixos"
        "machines"
        name
      ];
      derived = derive name machine;
    };
in
machines:
let
  views = map (view machines) (attrNames machines);
in
{
  machines = map ({ derived, ... }: removeAttrs derived [ "components" "generated" "ignition" ]) views;
  # Also of what is needed later only: a slip in it fails now.
  problems = deepSeq (map ({ machine, ... }: machine) views) (import ./checks { inherit lib; } views);
  warnings = import ./warnings.nix { inherit lib; } views;
}
