{ lib, ... }:
let
  inherit (lib) mkOption types;
in
{
  options.kubernixos = {
    assertions = mkOption {
      type = types.listOf types.unspecified;
      default = [ ];
      description = "What must hold for anything to be deployed.";
      example = [
        {
          assertion = false;
          message = "The shop needs a database.";
        }
      ];
    };

    warnings = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "What to tell whoever deploys this.";
      example = [ "The old shop goes away in June." ];
    };
  };
}
