# When jobs start by themselves: https://github.com/concourse/time-resource
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../../cluster/types.nix { inherit lib; }) duration pipelineText timeOfDay;
  setting = import ../../optional-setting.nix { inherit lib; };

  weekday = types.enum [
    "Monday"
    "Tuesday"
    "Wednesday"
    "Thursday"
    "Friday"
    "Saturday"
    "Sunday"
  ];

  timer = types.submodule {
    options = {
      interval = setting duration "After how long again. Null: once on each of the days." "1h";
      days = mkOption {
        type = types.listOf weekday;
        default = [ ];
        description = "On which days. Empty: on all.";
        example = [ "Sunday" ];
      };
      start = setting timeOfDay "From when on each day. It needs `stop`." "02:00";
      stop = setting timeOfDay "Until when on each day. It needs `start`." "04:00";
      location = setting pipelineText "Where these times are meant. Null: UTC." "Europe/London";
    };
  };

  timerOf =
    job: default:
    mkOption {
      type = types.nullOr timer;
      inherit default;
      description = "When the job ${job} starts by itself. Null: never.";
      example = {
        days = [ "Sunday" ];
        location = "Europe/London";
      };
    };
in
{
  options.timers = {
    ping = timerOf "ping" { interval = "1h"; };
    backup = timerOf "backup" {
      days = [
        "Monday"
        "Wednesday"
        "Friday"
        "Sunday"
      ];
    };
    drill = timerOf "drill" { days = [ "Saturday" ]; };
  };
}
