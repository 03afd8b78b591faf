{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) address fileName;
  setting = import ../optional-setting.nix { inherit lib; };
  switch = import ../switch.nix { inherit lib; };
  secretSource = import ./secret-source.nix { inherit lib; };
in
{
  imports = [
    {
      options = secretSource "password" {
        what = "the password";
        exampleFile = "/run/secrets/windows";
        exampleVariable = "WINDOWS_PASSWORD";
      };
    }
  ];
  options = {
    user = mkOption {
      type = types.strMatching "[^[:space:]].*";
      default = "Administrator";
      description = "Who logs in.";
      example = "ops";
    };

    port = setting types.port "The port. Null: 5986 with HTTPS, else 5985." 15986;

    useHTTPS = switch false "Whether the connection is encrypted by TLS.";
    insecure = switch false "Whether any certificate of the host will do.";
    useNTLM = switch false "Whether to log in by NTLM.";

    caCertPath = setting fileName "The file of the authority of the host's certificate." "/srv/fleet/ca.pem";
    certPath = setting fileName "The file of a certificate to log in by, instead of a password." "/srv/fleet/ops.pem";
    keyPath = setting fileName "The file of its private key." "/run/secrets/ops.key";
    tlsServerName =
      setting address "The name in the certificate of the host. Null: its address."
        "worker.internal";

    bastion = setting (types.submodule (import ./bastion.nix)) ''
      A host that the connection goes through, by SSH.
    '' { address = "bastion.example.com"; };
  };
}
