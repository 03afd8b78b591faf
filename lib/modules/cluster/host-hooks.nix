{ lib, ... }:
let
  inherit (lib) genAttrs mkOption types;

  commands =
    when:
    mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Commands that k0sctl runs on the host ${when}, as the user of the transport.";
      example = [ "sudo systemctl stop shop" ];
    };
in
{
  options.hooks = {
    connect.after = commands "after it has connected";
  }
  //
    genAttrs
      [
        "apply"
        "backup"
        "install"
        "reset"
        "upgrade"
      ]
      (action: {
        before = commands "before the action ${action}";
        after = commands "after the action ${action}";
      });
}
