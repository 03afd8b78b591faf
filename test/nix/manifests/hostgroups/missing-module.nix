{ network.modules = [ ./gone.nix ]; }
