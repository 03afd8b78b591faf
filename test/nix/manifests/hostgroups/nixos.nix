{
  network = {
    pkgs = {
      path = ../tree;
      lib = import ../tree/lib;
      hello = throw "a package was evaluated";
    };
    modules = [
      (
        { config, ... }:
        {
          networking.hostName = "web";
          kubernixos.server = config.networking.fqdn;
          warnings = [ "A warning of ours." ];
        }
      )
    ];
  };
}
