{ kubectl, lib, textFile, timed, ... }:
let
  inherit (lib) optionalAttrs optionals;
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
  units = timed "heartbeat" {
    description = "Sign of life";
    inherit program;
    environment = optionalAttrs heartbeat.checkCluster (
      { CHECK_CLUSTER = "yes"; } // kubectl.environment machine
    );
    every = heartbeat.interval;
    secretsFile = "heartbeat_env";
  };
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
