# The storefront: pages for the public, with its settings in a ConfigMap.
{ config, lib, ... }:
let
  inherit (lib) mkDefault;
  inherit (import ../functions.nix { inherit lib; }) front metadata;

  settings = {
    "storefront.json" = builtins.toJSON {
      title = "The example shop";
      baseUrl = "https://${config.shop.domain}";
      currencies = [
        "DKK"
        "EUR"
      ];
      pageSize = 24;
    };
    "robots.txt" = ''
      User-agent: *
      Disallow: /api/
      Sitemap: https://${config.shop.domain}/sitemap.xml
    '';
  };
in
{
  shop.services.storefront = {
    path = "/";
    # mkDefault: a hostgroup can say another number without mkForce.
    maxReplicas = mkDefault 12;
    environment = {
      CATALOG_URL = "http://catalog";
      CART_URL = "http://cart";
    };
  };

  kubernixos.manifests = {
    storefront-settings = {
      apiVersion = "v1";
      kind = "ConfigMap";
      metadata = metadata front "storefront-settings";
      data = settings;
    };

    # Merged with what services.nix says of the same Deployment; containers, volumes and mounts
    # merge by their keys.
    storefront-deployment.spec.template = {
      # Pods read the file once. The hash changes with the settings, so that a change of them rolls
      # the pods.
      metadata.annotations."shop.example.com/settings" = builtins.hashString "sha256" (
        builtins.toJSON settings
      );
      spec = {
        containers = [
          {
            name = "storefront";
            volumeMounts = [
              {
                name = "settings";
                mountPath = "/etc/storefront";
                readOnly = true;
              }
            ];
          }
        ];
        volumes = [
          {
            name = "settings";
            configMap.name = "storefront-settings";
          }
        ];
      };
    };
  };
}
