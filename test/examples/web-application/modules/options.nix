# What can be said about a shop, and what it means that all of it holds together.
{ config, lib, ... }:
let
  inherit (lib)
    attrNames
    concatLists
    elem
    mapAttrsToList
    mkEnableOption
    mkOption
    types
    ;

  cfg = config.shop;

  service =
    { name, ... }:
    {
      options = {
        image = mkOption {
          type = types.str;
          default = "registry.example.com/shop/${name}:${cfg.version}";
          defaultText = "the image of the service's name, tagged with shop.version";
          example = "registry.example.com/shop/cart:4.1.7";
          description = "Container image of the service.";
        };
        port = mkOption {
          type = types.port;
          default = 8080;
          example = 3000;
          description = "Port that the container listens on. Others reach the service at port 80.";
        };
        replicas = mkOption {
          type = types.ints.positive;
          default = cfg.replicas;
          defaultText = "shop.replicas";
          example = 2;
          description = "Number of pods; the least number where `maxReplicas` is set.";
        };
        maxReplicas = mkOption {
          type = types.nullOr types.ints.positive;
          default = null;
          example = 12;
          description = "Up to how many pods the autoscaler may go. Null means a fixed number of pods.";
        };
        environment = mkOption {
          type = types.attrsOf types.str;
          default = { };
          example = {
            LOG_LEVEL = "debug";
          };
          description = "Environment variables of the container.";
        };
        path = mkOption {
          type = types.nullOr types.str;
          default = null;
          example = "/api/cart";
          description = "Path at which the public reaches the service. Null means only from inside.";
        };
        callers = mkOption {
          type = types.listOf types.str;
          default = [ ];
          example = [ "storefront" ];
          description = "Services that may open connections to this one.";
        };
        database = mkOption {
          type = types.bool;
          default = false;
          example = true;
          description = "Whether the service gets the database's address and credentials, and may reach it.";
        };
      };
    };
in
{
  options.shop = {
    domain = mkOption {
      type = types.str;
      example = "shop.example.com";
      description = "Host name of the shop.";
    };
    version = mkOption {
      type = types.str;
      example = "4.2.0";
      description = "Release of the shop: the image tag of every service that names no image itself.";
    };
    replicas = mkOption {
      type = types.ints.positive;
      default = 1;
      example = 3;
      description = "Number of pods of every service that says nothing else.";
    };
    services = mkOption {
      type = types.attrsOf (types.submodule service);
      default = { };
      example = {
        cart.callers = [ "storefront" ];
      };
      description = "The stateless services of the shop.";
    };
    ingress = {
      enable = mkEnableOption "access to the shop from outside the cluster";
      className = mkOption {
        type = types.str;
        default = "nginx";
        example = "haproxy";
        description = "IngressClass that serves the shop.";
      };
      namespace = mkOption {
        type = types.str;
        default = "ingress-nginx";
        example = "haproxy-controller";
        description = "Namespace of the ingress controller's pods, the only ones let in from outside.";
      };
    };
    database.storage = mkOption {
      type = types.str;
      default = "20Gi";
      example = "200Gi";
      description = "Size of the database's volume.";
    };
    backups = {
      enable = mkEnableOption "a nightly dump of the database";
      schedule = mkOption {
        type = types.str;
        default = "30 2 * * *";
        example = "0 */6 * * *";
        description = "When the dump is made, in cron's notation, UTC.";
      };
    };
    metrics.enable = mkEnableOption "the metrics exporter beside the storefront";
  };

  # A misspelt caller would silently be shut out by the NetworkPolicy. Assertions stop every verb
  # instead.
  config.kubernixos.assertions = concatLists (
    mapAttrsToList (
      name: service:
      map (caller: {
        assertion = elem caller (attrNames cfg.services);
        message = "shop.services.${name}.callers names `${caller}', which is none of shop.services.";
      }) service.callers
      ++ [
        {
          assertion = service.maxReplicas == null || service.maxReplicas >= service.replicas;
          message = "shop.services.${name}.maxReplicas is below the number of its replicas.";
        }
      ]
    ) cfg.services
  );
}
