# The journal line by line over TLS, by a program of ours.
{ needing, online, textFile, unit, ... }@kit:
let
  authority = import ./authority.nix kit;

  program = "/opt/bin/kubernixos-log-export";

  tlsOptions =
    { certificateAuthority, verify, ... }:
    "verify=${if verify then "1" else "0"},${
      if certificateAuthority == null then "capath=/etc/ssl/certs" else "cafile=${authority.path}"
    }";
in
logExport: {
  files = authority.files logExport ++ [
    (textFile program "0755" (builtins.readFile ../../scripts/log-export.sh))
  ];
  units = [
    (unit "logexport.service" {
      Unit = {
        Description = "Log export";
      }
      // online
      // needing [ "logexport_env" ];
      Service = {
        ExecStart = program;
        Environment = "TLS_OPTIONS=${tlsOptions logExport}";
        EnvironmentFile = "/secrets/logexport_env";
        StateDirectory = "logexport";
        StateDirectoryMode = "0700";
        Restart = "always";
        RestartSec = "5s";
      };
      Install.WantedBy = "multi-user.target";
    })
  ];
  secrets = [
    {
      group = "logexport";
      file = "logexport_env";
      format = "environment";
      prefixes = [ "LOGEXPORT_" ];
      units = [ "logexport.service" ];
      keys = [
        {
          name = "LOGEXPORT_HOST";
          required = true;
          description = "the host that takes logs over TLS";
        }
        {
          name = "LOGEXPORT_PORT";
          required = true;
          description = "its port";
        }
      ];
    }
  ];
}
