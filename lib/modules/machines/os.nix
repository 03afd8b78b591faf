# What is booted, pinned: the same bytes at every start.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../machine/types.nix { inherit lib; }) flatcarVersion sha512 url;
  setting = import ../optional-setting.nix { inherit lib; };
  board = if config.arch == "aarch64" then "arm64-usr" else "amd64-usr";
  release = config.os.flatcar;

  file = what: name: {
    url = mkOption {
      type = url;
      default = "${release.baseUrl}/${name}";
      defaultText = lib.literalMD "`${name}` below `baseUrl`";
      description = "Where ${what} is fetched from.";
      example = "https://mirror.internal/flatcar/${name}";
    };
    sha512 = setting sha512 ''
      The SHA-512 of ${what}, in hexadecimal digits. It must be set; `kubernixos
      machine fetch-os` finds it, and checks the signature.
    '' "2e1f26e7c011514945472ada03da205aeee0ed4ee636244899d21c252afa1435…";
  };
in
{
  options.os = {
    flatcar = {
      channel = mkOption {
        type = types.enum [
          "stable"
          "beta"
          "alpha"
          "lts"
        ];
        default = "stable";
        description = "The channel that the release is from.";
        example = "lts";
      };

      version = setting flatcarVersion ''
        The release of Flatcar Container Linux. It must be set: what is newest
        would be another system at any start.
      '' "4593.2.5";

      baseUrl = mkOption {
        type = url;
        default = "https://${release.channel}.release.flatcar-linux.net/${board}/${toString release.version}";
        defaultText = lib.literalMD "where Flatcar publishes this release";
        description = "The directory of the release, without a slash at its end.";
        example = "https://mirror.internal/flatcar/4593.2.5";
      };

      kernel = file "the kernel" "flatcar_production_pxe.vmlinuz";
      initrd = file "the system itself, as the kernel unpacks it" "flatcar_production_pxe_image.cpio.gz";
    };

    root = setting (types.strMatching "(LABEL|UUID|PARTLABEL|PARTUUID)=[A-Za-z0-9_.-]+|/dev/[A-Za-z0-9_./-]+") ''
      A partition that `/` lies on, and stays over restarts. Null: memory,
      which also holds the images of all containers then.
    '' "LABEL=ROOT";
  };
}
