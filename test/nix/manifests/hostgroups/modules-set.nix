{ network.modules = { }; }
