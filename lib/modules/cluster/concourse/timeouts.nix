# How long Concourse lets a task run: longer than it takes, since it kills k0sctl then.
{ lib, ... }:
let
  inherit (builtins) mapAttrs;
  inherit (import ../../../cluster/types.nix { inherit lib; }) duration;

  bound =
    job: default:
    lib.mkOption {
      type = duration;
      inherit default;
      description = "After how long Concourse ends the job ${job}.";
      example = "4h";
    };
in
{
  options.timeouts = mapAttrs bound {
    ping = "15m";
    init = "30m";
    install = "2h";
    backup = "2h";
    uninstall = "3h";
    drill = "3h";
  };
}
