{
  network = {
    specialArgs.hostgroup = "mine";
    modules = [ ({ hostgroup, ... }: { kubernixos.deployment = hostgroup; }) ];
  };
}
