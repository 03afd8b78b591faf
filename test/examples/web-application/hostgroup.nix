# A web shop: three services in the namespace "shop", their database in "shop-data".
#
# The modules below ./modules say how a shop is built and hold for every environment. This file says
# what is particular to production: a second hostgroup with other values gives a staging shop.
{
  network = {
    description = "web shop, production";

    modules = [
      ./modules
      {
        # Hostgroups that share a cluster need a name each: prune never touches what another
        # deployment owns.
        kubernixos.deployment = "web-shop";

        shop = {
          domain = "shop.example.com";
          version = "4.2.0";
          replicas = 3;
          ingress.enable = true;
          metrics.enable = true;
          backups.enable = true;
        };
      }
      {
        # A known fault in 4.2.0: the catalog stays on the last good version until it is fixed.
        shop.services.catalog.image = "registry.example.com/shop/catalog:4.1.7";

        # Any manifest can be patched from anywhere. Subjects merge by kind, namespace and name:
        # this one is added.
        kubernixos.manifests.developers-binding.subjects = [
          {
            apiGroup = "rbac.authorization.k8s.io";
            kind = "User";
            name = "on-call@example.com";
          }
        ];
      }
    ];
  };
}
