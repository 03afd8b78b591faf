# A hostgroup as other tools also read it; what is theirs is ignored.
{
  network = {
    description = "shop";
    ordering.tags = [ "web" ];
    specialArgs.region = "eu";
    modules = [
      ./shop-module.nix
      { kubernixos.manifests.shop.metadata.labels.tier = "front"; }
    ];
  };

  web01 = throw "a machine was evaluated";
}
