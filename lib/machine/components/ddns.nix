{ kubectl, lib, textFile, timed, ... }:
let
  inherit (lib) optionalAttrs optionals;
  program = "/opt/bin/kubernixos-ddns";

  keeping =
    { domain, interface, ... }:
    record: environment: {
      description = "Record ${record} in DNS";
      inherit program;
      environment = {
        RECORD = record;
        DOMAIN = toString domain;
        INTERFACE = toString interface;
      }
      // environment;
      secretsFile = "namecheap_ddns_env";
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
      timed "host_ddns" (keeping ddns ddns.host { } // { every = ddns.hostInterval; })
    )
    ++ optionals (ddns.primary != null) (
      timed "primary_ddns" (
        keeping ddns ddns.primary ({ ONLY_FIRST_READY = "yes"; } // kubectl.environment machine)
        // {
          every = ddns.primaryInterval;
          after = [ "k3s.service" ];
        }
      )
    );
  secrets = [ (secrets ddns) ];
}
