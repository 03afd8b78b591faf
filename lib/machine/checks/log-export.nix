{ lib }:
let
  inherit (lib) optional optionals;
in
{ machine, option, ... }:
let
  inherit (machine.services) logExport;
  at = "${option}.services.logExport";
  isUpload = logExport.transport == "journal-upload";
in
optionals logExport.enable (
  optional (isUpload && logExport.url == null)
    "${at}.url is not set, and systemd-journal-upload sends there. Write `${at}.url = \"https://logs.internal:19532\";`."
  ++
    optional (isUpload && logExport.verify && logExport.url != null && !lib.hasPrefix "https://" logExport.url)
      "${at}.url is without TLS: nobody could tell who gets the logs. Write \"https://…\", or `${at}.verify = false;`."
  ++
    optional (!isUpload && logExport.url != null)
      "${at}.url is of use with journal-upload only; with tls-syslog host and port are among the secrets. Remove it."
  ++
    optional (!isUpload && logExport.clientCertificate)
      "${at}.clientCertificate is of use with journal-upload only. Remove it, or write `${at}.transport = \"journal-upload\";`."
)
