# What all deployments share.
{ lib, ... }:
{
  kubernixos.deployment = "shop";

  kubernixos.manifests = {
    shop = {
      apiVersion = "v1";
      kind = "Namespace";
      metadata.name = "shop";
    };

    settings = {
      apiVersion = "v1";
      kind = "ConfigMap";
      metadata.name = "settings";
      metadata.namespace = "shop";
      data.greeting = lib.mkDefault "Hello";
    };
  };
}
