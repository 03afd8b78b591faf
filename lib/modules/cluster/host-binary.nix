# Where the program k0s comes from.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) fileName;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    binary = mkOption {
      type = types.either (types.enum [
        "download"
        "upload"
        "existing"
      ]) fileName;
      default = "download";
      description = ''
        Where the program k0s comes from: the host downloads it, k0sctl
        downloads and uploads it, or it is there already. Else the absolute
        name of a file here, which is uploaded.
      '';
      example = "upload";
    };

    downloadURL = setting types.str ''
      Where it is downloaded from; k0sctl replaces %v by the version, %p by
      the architecture, %x by .exe on Windows. Null: GitHub.
    '' "https://mirror.internal/k0s-%v-%p%x";

    installPath =
      setting types.str "Where the program is put on the host. Null: /usr/local/bin/k0s."
        "/opt/bin/k0s";
  };
}
