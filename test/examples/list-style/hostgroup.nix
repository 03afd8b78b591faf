# Manifests as plain lists, the way kubernixos began. Good for what is written once and read from
# top to bottom.
{
  network = {
    modules = [
      ./modules/namespaces.nix
      ./modules/limits.nix
      ./modules/owners.nix
    ];
  };
}
