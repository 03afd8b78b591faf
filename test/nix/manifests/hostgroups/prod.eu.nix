# What modules know this hostgroup by: the name of the file, also where a
# condition of `imports` depends on it.
{
  network.modules = [
    (
      { hostgroup, ... }:
      {
        imports = if hostgroup == "prod.eu" then [ { kubernixos.deployment = hostgroup; } ] else [ ];
      }
    )
  ];
}
