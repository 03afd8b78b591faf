# Packages that refuse this Nix are of no matter where nothing asks for them.
{
  network = {
    pkgs = abort "packages were evaluated";
    lib = import ../tree/lib;
    evaluator = "modules";
    modules = [
      (
        { pkgs, ... }:
        {
          environment.systemPackages = [ pkgs.hello ];
        }
      )
    ];
  };
}
