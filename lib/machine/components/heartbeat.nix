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
  program = "/opt/bin/kubernixos-heartbeat";
in
{ services, ... }@machine:
let
  inherit (services) heartbeat;
in
optionalAttrs heartbeat.enable {
  files = [
    (textFile program "0755" (builtins.readFile ../scripts/heartbeat.sh))
  ]
  ++ optionals heartbeat.checkCluster kubectl.files;
  units = [
    (unit "heartbeat.service" {
      Unit = {
        Description = "Sign of life";
      }
      // online
      // needing [ "heartbeat_env" ];
      Service =
        script program (
          optionalAttrs heartbeat.checkCluster ({ CHECK_CLUSTER = "yes"; } // kubectl.environment machine)
        )
        // {
          EnvironmentFile = "/secrets/heartbeat_env";
        };
    })
    (timer "heartbeat" {
      description = "Sign of life, every ${heartbeat.interval}";
      every = heartbeat.interval;
    })
  ];
  secrets = [
    {
      group = "heartbeat";
      file = "heartbeat_env";
      format = "environment";
      prefixes = [ "HEARTBEAT_" ];
      units = [ "heartbeat.service" ];
      keys = [
        {
          name = "HEARTBEAT_URL";
          required = true;
          description = "the URL to call, which tells this node from others";
        }
      ];
    }
  ];
}
