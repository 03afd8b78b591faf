{ lib }:
let
  inherit (lib) optionalAttrs optionals;
  inherit (import ../file.nix { inherit lib; }) textFile;
  inherit (import ../unit.nix { inherit lib; })
    needing
    online
    script
    timer
    unit
    ;
  kubectl = import ../kubectl.nix { inherit lib; };
  program = "/opt/bin/kubernixos-ddns";

  keeper =
    name:
    { after, environment, every, record }:
    [
      (unit "${name}.service" {
        Unit = {
          Description = "Record ${record} in DNS";
        }
        // online
        // after
        // needing [ "namecheap_ddns_env" ];
        Service = script program environment // {
          EnvironmentFile = "/secrets/namecheap_ddns_env";
        };
      })
      (timer name {
        description = "Record ${record} in DNS, every ${every}";
        inherit every;
      })
    ];

  recordOf = ddns: record: {
    RECORD = record;
    DOMAIN = toString ddns.domain;
    INTERFACE = toString ddns.interface;
  };

  secrets = ddns: {
    group = "namecheap_ddns";
    file = "namecheap_ddns_env";
    format = "environment";
    prefixes = [ "NAMECHEAP_DDNS_" ];
    units =
      optionals (ddns.host != null) [ "host_ddns.service" ]
      ++ optionals (ddns.primary != null) [ "primary_ddns.service" ];
    keys = [
      {
        name = "NAMECHEAP_DDNS_INTERFACE";
        required = false;
        description = "the network interface whose address counts, in place of services.ddns.interface";
      }
      {
        name = "NAMECHEAP_DDNS_PASS";
        required = true;
        description = "the password of dynamic DNS of the domain, as Namecheap shows it";
      }
    ];
  };
in
{ services, ... }@machine:
let
  inherit (services) ddns;
in
optionalAttrs ddns.enable {
  files = [
    (textFile program "0755" (builtins.readFile ../scripts/ddns.sh))
  ]
  ++ optionals (ddns.primary != null) kubectl.files;
  units =
    optionals (ddns.host != null) (
      keeper "host_ddns" {
        record = ddns.host;
        after = { };
        environment = recordOf ddns ddns.host;
        every = ddns.hostInterval;
      }
    )
    ++ optionals (ddns.primary != null) (
      keeper "primary_ddns" {
        record = ddns.primary;
        after.After = [
          "network-online.target"
          "k3s.service"
        ];
        environment = recordOf ddns ddns.primary // { ONLY_FIRST_READY = "yes"; } // kubectl.environment machine;
        every = ddns.primaryInterval;
      }
    );
  secrets = [ (secrets ddns) ];
}
