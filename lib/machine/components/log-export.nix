{ lib }:
let
  inherit (lib) optional optionals optionalAttrs;
  inherit (import ../file.nix { inherit lib; }) textFile;
  inherit (import ../unit.nix { inherit lib; })
    needing
    online
    unit
    write
    ;
  writeIni = import ../ini.nix { inherit lib; };

  program = "/opt/bin/kubernixos-log-export";
  authorityFile = "/etc/kubernixos/log-authority.pem";
  uploader = "systemd-journal-upload.service";

  authority =
    { certificateAuthority, ... }:
    optional (certificateAuthority != null) (textFile authorityFile "0644" certificateAuthority);

  byLines = logExport: {
    files = authority logExport ++ [
      (textFile program "0755" (builtins.readFile ../scripts/log-export.sh))
    ];
    units = [
      (unit "logexport.service" {
        Unit = {
          Description = "Log export";
        }
        // online
        // needing "logexport_env";
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
  };
  tlsOptions =
    { certificateAuthority, verify, ... }:
    "verify=${if verify then "1" else "0"},${
      if certificateAuthority == null then "capath=/etc/ssl/certs" else "cafile=${authorityFile}"
    }";

  # The uploader is no root: systemd hands it what only root may read.
  credential = name: "/run/credentials/${uploader}/${name}";
  byUpload = logExport: {
    files = authority logExport ++ [
      (textFile "/etc/systemd/journal-upload.conf.d/kubernixos.conf" "0644" (
        writeIni [
          {
            name = "Upload";
            settings = {
              URL = logExport.url;
              TrustedCertificateFile =
                if !logExport.verify then
                  "all"
                else if logExport.certificateAuthority == null then
                  "/etc/ssl/certs/ca-certificates.crt"
                else
                  authorityFile;
              ServerKeyFile = if logExport.clientCertificate then credential "key" else "-";
              ServerCertificateFile = if logExport.clientCertificate then credential "certificate" else "-";
            };
          }
        ]
      ))
    ];
    units = [
      {
        name = uploader;
        enabled = true;
        dropins = [
          {
            name = "10-kubernixos.conf";
            contents = write (
              {
                Service = {
                  Restart = "always";
                  RestartSec = "5s";
                }
                // optionalAttrs logExport.clientCertificate {
                  LoadCredential = [
                    "certificate:/secrets/logexport_certificate"
                    "key:/secrets/logexport_key"
                  ];
                };
              }
              // optionalAttrs logExport.clientCertificate {
                Unit = {
                  RequiresMountsFor = "/secrets";
                  ConditionFileNotEmpty = [
                    "/secrets/logexport_certificate"
                    "/secrets/logexport_key"
                  ];
                };
              }
            );
          }
        ];
      }
    ];
    secrets = optionals logExport.clientCertificate [
      (value "logexport_certificate" "LOGEXPORT_CERTIFICATE" "the certificate, as PEM, that the node shows to the receiver of its logs")
      (value "logexport_key" "LOGEXPORT_KEY" "the private key of LOGEXPORT_CERTIFICATE, as PEM")
    ];
  };
  value = group: key: description: {
    inherit group;
    file = group;
    format = "value";
    prefixes = [ ];
    units = [ uploader ];
    keys = [
      {
        name = key;
        required = true;
        inherit description;
      }
    ];
  };
in
{ services, ... }:
let
  inherit (services) logExport;
in
optionalAttrs logExport.enable (
  if logExport.transport == "tls-syslog" then byLines logExport else byUpload logExport
)
