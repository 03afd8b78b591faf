# The journal by systemd's own uploader.
# https://www.freedesktop.org/software/systemd/man/latest/journal-upload.conf.html
{ lib, needing, textFile, valueSecret, write, writeIni, ... }@kit:
let
  inherit (lib) optionalAttrs optionals;
  authority = import ./authority.nix kit;

  uploader = "systemd-journal-upload.service";

  # The uploader is no root: systemd hands it what only root may read.
  credential = name: "/run/credentials/${uploader}/${name}";

  value = valueSecret [ uploader ];
in
logExport: {
  files = authority.files logExport ++ [
    (textFile "/etc/systemd/journal-upload.conf.d/kubernixos.conf" "0644" (
      writeIni [
        {
          name = "Upload";
          settings = {
            URL = logExport.url;
            TrustedCertificateFile =
              # The file is read otherwise than the flag, whose `all` would be no name of a file here.
              if !logExport.verify then
                "-"
              else if logExport.certificateAuthority == null then
                "/etc/ssl/certs/ca-certificates.crt"
              else
                authority.path;
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
              Unit = needing [
                "logexport_certificate"
                "logexport_key"
              ];
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
}
