# Evaluates the cases of ./cases with one library.
#
# A case has `cluster`, the value of `kubernixos.cluster`, or `modules`, and one of
#   problems   phrases of its problems, one for each; none where it is valid
#   warnings   the same of its warnings
#   refused    phrases of the error of the module system
#   expected   what `result` gives of what is derived from it (see lib/cluster)
{
  lib ? import ../../../lib/base { },
}:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    listToAttrs
    mapAttrs
    readDir
    ;
  inherit (lib) recursiveUpdate;

  evaluate =
    modules:
    (import ../../../lib/evaluators/modules.nix {
      inherit lib modules;
      packages = null;
      specialArgs = { };
    }).config.kubernixos;

  help = rec {
    inherit lib;

    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";

    host = role: number: {
      inherit role;
      address = "10.0.0.${toString number}";
      ssh = { };
    };

    # One node, with something else in it.
    single =
      more:
      recursiveUpdate {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.node = host "single" 1;
      } more;

    # A controller and a worker, with something else in them.
    pair =
      more:
      recursiveUpdate {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.a = host "controller" 1;
        hosts.b = host "worker" 2;
      } more;

    # The same with other settings of the worker.
    withWorker = worker: pair { hosts.b = worker; };

    # A worker without the transport of the others.
    withOnly =
      transport:
      pair { }
      // {
        hosts = {
          a = host "controller" 1;
          b = removeAttrs (host "worker" 2) [ "ssh" ] // transport;
        };
      };

    # Three controllers, with something else.
    three =
      more:
      recursiveUpdate {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.a = host "controller" 1;
        hosts.b = host "controller" 2;
        hosts.c = host "controller" 3;
      } more;

    network = settings: { k0s.config.spec = { network = settings; }; };
  };

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

  kubernixosOf = case: evaluate (case.modules or [ { kubernixos = { inherit (case) cluster; }; } ]);
  stateOf = case: (kubernixosOf case).clusterState;
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
    actual = case.value.result (kubernixosOf case.value);
  }) (having "expected");

  refused = map (case: {
    inherit (case) name;
    phrases = case.value.refused;
  }) (having "refused");

  refuse = name: builtins.deepSeq (stateOf byName.${name}).problems "no error";
}
