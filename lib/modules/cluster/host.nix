# What a host is in the cluster.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) address ip settings;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options = {
    role = setting (types.enum [
      "controller"
      "worker"
      "controller+worker"
      "single"
    ]) "What the host does in the cluster. It must be set." "controller";

    address = setting address ''
      The address by which k0sctl reaches the host. It must be set, except for
      `localhost`.
    '' "10.0.0.11";

    privateAddress = setting ip ''
      The address by which the hosts of the cluster reach each other. Null:
      what k0sctl finds on the host.
    '' "192.168.0.11";

    privateInterface =
      setting types.str "The network interface that has the private address. Null: found by k0sctl."
        "eth1";

    hostname = setting types.str "The name of the node. Null: the host's own." "controller-1";

    os = setting types.str ''
      The operating system, as `ID` in its /etc/os-release. Null: what the
      host says. With `nixos`, k0s is part of the host's own configuration.
    '' "debian";

    noTaints = mkOption {
      type = types.bool;
      default = false;
      description = "Whether a controller that is a worker takes ordinary pods.";
      example = true;
    };

    reset = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the host leaves the cluster at the next install.";
      example = true;
    };

    dataDir = setting types.str "The directory of k0s' data. Null: /var/lib/k0s." "/data/k0s";

    kubeletRootDir =
      setting types.str "The root directory of the kubelet. Null: within that of the data."
        "/data/kubelet";

    installFlags = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Further flags of `k0s install` on this host.";
      example = [ "--debug" ];
    };

    environment = mkOption {
      type = types.attrsOf types.str;
      default = { };
      description = ''
        Environment variables of k0s on this host. No secrets: k0sctl shows
        them on command lines and in /etc/environment.
      '';
      example.HTTPS_PROXY = "http://proxy.internal:3128";
    };

    settings = mkOption {
      type = settings;
      default = { };
      description = "Settings of k0sctl for this host that there is no option for.";
      example.newSetting = true;
    };
  };
}
