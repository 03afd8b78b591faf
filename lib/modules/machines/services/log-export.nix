{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../machine/types.nix { inherit lib; }) certificate url;
  setting = import ../../optional-setting.nix { inherit lib; };
  switch = import ../../switch.nix { inherit lib; };
in
{
  options.services.logExport = {
    enable = switch false "Whether the node sends its journal away.";

    transport = mkOption {
      type = types.enum [
        "tls-syslog"
        "journal-upload"
      ];
      default = "tls-syslog";
      description = ''
        How it does: line by line over TLS to a host and port, which are among
        its secrets, as Papertrail takes them; or by systemd-journal-upload.
      '';
      example = "journal-upload";
    };

    url = setting url "Where systemd-journal-upload sends to." "https://logs.internal:19532";

    verify = switch true "Whether the certificate of the receiver must be right.";

    certificateAuthority = setting certificate ''
      The certificate, as PEM, of the authority of the receiver. Null: those
      that the system trusts.
    '' "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n";

    clientCertificate = switch false ''
      Whether systemd-journal-upload proves itself by a certificate and a key,
      which are among its secrets.
    '';
  };
}
