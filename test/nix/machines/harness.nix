# Evaluates the cases of ./cases with one library.
#
# A case has `machine`, which is added to a machine `a` that boots, or `machines`, or `modules`, and
# one of
#   problems   phrases of its problems, one for each; none where it is valid
#   warnings   the same of its warnings
#   refused    phrases of the error of the module system
#   expected   what `result` gives of the first machine, or `resultOfAll` of `kubernixos`
{
  lib ? import ../../../lib/base { },
}:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    fromJSON
    head
    listToAttrs
    mapAttrs
    readDir
    ;

  evaluate =
    modules:
    (import ../../../lib/evaluators/modules.nix {
      inherit lib modules;
      packages = null;
      specialArgs = { };
    }).config.kubernixos;

  digits = count: digit: lib.concatStrings (lib.genList (_: digit) count);

  help = rec {
    inherit digits lib;

    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq me";
    sha512 = digits 128 "a";
    hash = "sha256-${digits 64 "b"}";

    # A machine that boots, and does nothing.
    plain = {
      os.flatcar = {
        version = "4593.2.5";
        kernel = { inherit sha512; };
        initrd = { inherit sha512; };
      };
      ssh.authorizedKeys = [ key ];
    };

    k3s = more: {
      services.k3s = {
        enable = true;
        version = "v1.33.1+k3s1";
        inherit hash;
      }
      // more;
    };
    k0s = more: {
      services.k0s = {
        enable = true;
        version = "v1.34.1+k0s.0";
        inherit hash;
      }
      // more;
    };

    # The configuration, a file and a unit of what is derived from a machine.
    ignitionOf = machine: fromJSON machine.ignitionText;
    fileOf =
      path: machine:
      lib.findFirst (file: file.path == path) null (ignitionOf machine).storage.files;
    unitOf =
      name: machine: lib.findFirst (unit: unit.name == name) null (ignitionOf machine).systemd.units;
  };
  inherit (help) plain;

  cases = mapAttrs (file: _: import (./cases + "/${file}") help) (readDir ./cases);
  all = concatMap (
    file:
    map (name: {
      name = "${file}: ${name}";
      value = cases.${file}.${name};
    }) (attrNames cases.${file})
  ) (attrNames cases);
  byName = listToAttrs all;
  having = field: filter (case: case.value ? ${field}) all;

  modulesOf =
    case:
    case.modules or [
      { kubernixos.machineDefaults = plain; }
      { kubernixos.machines = case.machines or { a = case.machine; }; }
    ];

  kubernixosOf = case: evaluate (modulesOf case);
  stateOf = case: (kubernixosOf case).machineState;
in
{
  problems = map (case: {
    inherit (case) name;
    phrases = case.value.problems;
    actual = (stateOf case.value).problems;
  }) (having "problems");

  warnings = map (case: {
    inherit (case) name;
    phrases = case.value.warnings;
    actual = (kubernixosOf case.value).warnings;
  }) (having "warnings");

  values = map (case: {
    inherit (case) name;
    inherit (case.value) expected;
    actual =
      if case.value ? resultOfAll then
        case.value.resultOfAll (kubernixosOf case.value)
      else
        case.value.result (head (stateOf case.value).machines);
  }) (having "expected");

  refused = map (case: {
    inherit (case) name;
    phrases = case.value.refused;
  }) (having "refused");

  refuse =
    name: builtins.deepSeq (stateOf byName.${name}).problems "no error";
}
