# The outputs of the flake.
{ nixpkgs }:
let
  inherit (nixpkgs.lib) genAttrs hasSuffix optionalAttrs;

  systems = [
    "aarch64-darwin"
    "aarch64-linux"
    "x86_64-darwin"
    "x86_64-linux"
  ];
  forEachSystem = make: genAttrs systems (system: make nixpkgs.legacyPackages.${system});
  packageFor = pkgs: pkgs.callPackage ./package.nix { };
in
{
  packages = genAttrs systems (
    system:
    let
      pkgs = nixpkgs.legacyPackages.${system};
      kubernixos = packageFor pkgs;
    in
    {
      inherit kubernixos;
      default = kubernixos;
    }
    // optionalAttrs (hasSuffix "-linux" system) {
      image = pkgs.callPackage ./image.nix { inherit kubernixos; };
    }
  );

  apps = forEachSystem (pkgs: {
    default = {
      type = "app";
      program = "${packageFor pkgs}/bin/kubernixos";
      meta.description = "Run kubernixos";
    };
  });

  devShells = forEachSystem (pkgs: {
    default = pkgs.callPackage ./shell.nix { };
  });

  checks = forEachSystem (pkgs: {
    package = packageFor pkgs;
    examples = pkgs.callPackage ./checks/examples.nix { kubernixos = packageFor pkgs; };
  });

  overlays.default = final: _: { kubernixos = packageFor final; };

  nixosModules.default = {
    imports = [ ../lib/modules ];
  };

  lib = import ../lib { inherit (nixpkgs) lib; };

  templates = rec {
    default = hostgroup;
    hostgroup = {
      path = ./templates/hostgroup;
      description = "A hostgroup, a module and a nix-shell for them";
    };
    flake = {
      path = ./templates/flake;
      description = "A flake with a configuration, a module and a shell for them";
    };
  };
}
