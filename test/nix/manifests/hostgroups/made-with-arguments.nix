{ name }:
{ lib, ... }:
{
  kubernixos.manifests.${name} = lib.mkIf true { };
}
