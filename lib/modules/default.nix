# The option tree of kubernixos: one class-less module, for any evaluator.
#
# A tree of options and not one option of a submodule type, so that `mkIf`,
# `mkForce` and the like around several options hold for each of them, as
# they do in NixOS, and so that a condition may read another option.
{
  imports = [
    ./assertions.nix
    ./build.nix
    ./cluster
    ./machines
    ./manifests.nix
    ./release.nix
    ./schemas.nix
    ./settings.nix
    ./transform.nix
  ];
}
