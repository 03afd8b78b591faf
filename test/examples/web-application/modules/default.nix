{
  imports = [
    ./options.nix
    ./namespaces.nix
    ./services.nix
    ./storefront.nix
    ./catalog.nix
    ./cart.nix
    ./ingress.nix
    ./database.nix
    ./backups.nix
    ./access.nix
    ./metrics.nix
  ];
}
