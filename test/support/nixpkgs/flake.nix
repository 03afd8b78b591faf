{
  description = "Stands in for nixpkgs";

  outputs = _: rec {
    lib = import ./lib;
    legacyPackages = lib.genAttrs [ "aarch64-darwin" "aarch64-linux" "x86_64-darwin" "x86_64-linux" ] (
      system: import ./. { inherit system; }
    );
  };
}
