{ ... }: { network.modules = [ ]; }
