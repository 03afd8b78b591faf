{ machines = { }; }
