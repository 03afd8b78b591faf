{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; })
    certificate
    console
    kernelParam
    url
    ;
  setting = import ../optional-setting.nix { inherit lib; };
  ignitionUrlAt = import ../../machine/ignition-url.nix { inherit lib; };
in
{
  options.boot = {
    source = mkOption {
      type = types.enum [
        "stick"
        "network"
      ];
      default = "stick";
      description = ''
        Where the firmware finds iPXE and its script: on the stick that also
        holds the secrets, or on the network, where the stick holds the secrets
        alone.
      '';
      example = "network";
    };

    firmware = mkOption {
      type = types.nonEmptyListOf (
        types.enum [
          "uefi"
          "bios"
        ]
      );
      default = [ "uefi" ];
      description = "The kinds of firmware that start the machine, by the stick or from the network.";
      example = [
        "uefi"
        "bios"
      ];
    };

    verify = mkOption {
      type = types.enum [
        "required"
        "uefi-only"
        "none"
      ];
      default = "required";
      description = ''
        Whether iPXE compares kernel and system with their hashes, and boots
        nothing else. It cannot do so on a BIOS: `uefi-only` boots there what
        it gets, and compares elsewhere.
      '';
      example = "uefi-only";
    };

    ignition = mkOption {
      type = types.enum [
        "embedded"
        "pointer"
        "url"
      ];
      default = if config.boot.source == "stick" then "embedded" else "pointer";
      defaultText = lib.literalMD "`embedded` on a stick, `pointer` from the network";
      description = ''
        How the node gets its configuration: on the stick itself, which takes
        UEFI; by a pointer that names a URL and the hash of what is there; or
        by a URL alone, whatever is there.
      '';
      example = "pointer";
    };

    server = setting url ''
      Where `kubernixos machine serve` answers, without a slash at its end: the
      default of `ignitionUrl` is there.
    '' "http://boot.internal:8080";

    ignitionUrl = mkOption {
      type = types.nullOr url;
      default =
        if config.boot.server == null || config.boot.ignition == "embedded" then
          null
        else
          ignitionUrlAt config.boot.server config.match;
      defaultText = lib.literalMD "that of this machine at `boot.server`";
      description = "Where the node fetches its configuration; `pointer` and `url` need it.";
      example = "http://boot.internal:8080/ignition?mac=52-54-00-12-34-56";
    };

    ignitionToken = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether the node shows a token of its own when it fetches its
        configuration. The token is written to the stick when that is made,
        which takes a pointer and UEFI.
      '';
      example = true;
    };

    certificateAuthorities = mkOption {
      type = types.listOf certificate;
      default = [ ];
      description = ''
        Certificates, as PEM, of authorities that Ignition trusts beside the
        system's when it fetches over HTTPS.
      '';
      example = [ "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n" ];
    };

    kernelParams = mkOption {
      type = types.listOf kernelParam;
      default = [ ];
      description = ''
        Further words of the kernel's command line. No secrets: every user and
        every container of the node can read it.
      '';
      example = [ "mitigations=auto" ];
    };

    consoles = mkOption {
      type = types.listOf console;
      default = [ ];
      description = "The consoles of the kernel; the last one is the main one. None: as the kernel finds.";
      example = [
        "tty0"
        "ttyS0,115200"
      ];
    };
  };
}
