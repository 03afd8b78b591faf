{ network.modules = [ { kubernixos.manifets = { }; } ]; }
