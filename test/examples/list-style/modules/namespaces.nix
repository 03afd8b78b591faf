# The namespaces of one team.
{
  kubernixos.manifests = [
    {
      kind = "Namespace";
      apiVersion = "v1";
      metadata = {
        name = "development";
        labels = {
          name = "development";
        };
      };
    }
    {
      kind = "Namespace";
      apiVersion = "v1";
      metadata = {
        name = "acceptance";
        labels = {
          name = "acceptance";
        };
      };
    }
  ];
}
