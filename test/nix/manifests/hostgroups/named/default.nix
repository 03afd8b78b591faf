# What modules know this hostgroup by: the name of the folder.
{
  network.modules = [
    (
      { hostgroup, ... }:
      {
        kubernixos.deployment = hostgroup;
      }
    )
  ];
}
