{ network.pkgs = { }; }
