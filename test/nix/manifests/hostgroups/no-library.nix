{ network = { lib = { }; modules = [ ]; }; }
