# Everything that `npm test` would otherwise bring or ask for.
{
  git,
  go,
  kubectl,
  mkShell,
  nix,
  nodejs_24,
}:
mkShell {
  name = "kubernixos-development";
  packages = [
    git
    go
    kubectl
    nix
    nodejs_24
  ];
}
