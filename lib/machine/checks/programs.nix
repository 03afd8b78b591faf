# Programs are pinned, as the system is; one Kubernetes to a node.
{ lib }:
let
  inherit (lib) concatMap optional optionals;

  version = {
    k0s = "v1.34.1+k0s.0";
    k3s = "v1.33.1+k3s1";
  };

  check =
    { machine, option, ... }:
    name:
    let
      at = "${option}.services.${name}";
      program = machine.services.${name};
    in
    optionals program.enable (
      optional (program.version == null)
        "${at}.version is not set. Write `${at}.version = \"${version.${name}}\";`."
      ++ optional (program.hash == null)
        "${at}.hash is not set: whatever is fetched would run as root. Write `${at}.hash = \"sha256-…\";`, with the sum that is published for the release."
    );
in
{ machine, option, ... }@view:
concatMap (check view) [
  "k0s"
  "k3s"
]
++
  optional (machine.services.k3s.enable && machine.services.k0s.enable)
    "${option}.services has both k3s and k0s enabled, which would use the same ports. Remove one of them."
