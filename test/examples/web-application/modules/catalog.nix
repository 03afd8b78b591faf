# The catalog: keeps its search index in memory, so it needs more of it than the others.
{
  shop.services.catalog = {
    callers = [ "storefront" ];
    database = true;
    environment.SEARCH_INDEX = "memory";
  };

  # services.nix gives the resources with mkDefault, so a plain value wins; the requested CPU stays
  # as it is.
  kubernixos.manifests.catalog-deployment.spec.template.spec.containers = [
    {
      name = "catalog";
      resources = {
        requests.memory = "768Mi";
        limits.memory = "1Gi";
      };
    }
  ];
}
