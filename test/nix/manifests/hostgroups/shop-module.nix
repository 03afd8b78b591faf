{ region, ... }:
{
  kubernixos.manifests.shop = {
    apiVersion = "v1";
    kind = "Namespace";
    metadata = {
      name = "shop";
      labels = { inherit region; };
    };
  };
}
