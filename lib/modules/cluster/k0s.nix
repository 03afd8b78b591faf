{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../cluster/types.nix { inherit lib; }) k0sVersion settings;
  setting = import ../optional-setting.nix { inherit lib; };
  secretSource = import ./secret-source.nix { inherit lib; };

  secret = {
    imports = [
      {
        options = secretSource "value" {
          what = "the secret";
          exampleFile = "/run/secrets/k0s-database";
          exampleVariable = "K0S_DATABASE";
        };
      }
    ];
    options.path = mkOption {
      type = types.nonEmptyListOf (types.either types.ints.unsigned types.nonEmptyStr);
      description = "Where it belongs in `k0s.config`: names of settings, and numbers of elements of lists, from 0.";
      example = [
        "spec"
        "storage"
        "kine"
        "dataSource"
      ];
    };
  };
in
{
  options.k0s = {
    version = setting k0sVersion ''
      The version of k0s on all hosts. It must be set: k0sctl would look for
      the newest one at every run.
    '' "v1.34.1+k0s.0";

    dynamicConfig = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the cluster keeps the configuration of k0s itself, as an object that can be edited.";
      example = true;
    };

    telemetry = mkOption {
      type = types.bool;
      default = false;
      description = "Whether k0s tells its makers about the cluster.";
      example = true;
    };

    config = mkOption {
      type = settings;
      default = { };
      description = ''
        The configuration of k0s, an object of the kind ClusterConfig, which
        merges as manifests do. `apiVersion`, `kind` and `metadata.name` are
        filled in. What `kubernixos.cluster.api` and `k0s.telemetry` say is
        not repeated here.
      '';
      example.spec = {
        network.provider = "calico";
        storage.type = "etcd";
      };
    };

    secrets = mkOption {
      type = types.listOf (types.submodule secret);
      default = [ ];
      description = ''
        Settings of `k0s.config` that are secret, such as the password of a
        database. They are filled in when k0sctl runs, and are neither in the
        Nix store nor in what is printed. Each has `valueFile` or
        `valueVariable`.
      '';
      example = [
        {
          path = [
            "spec"
            "storage"
            "kine"
            "dataSource"
          ];
          valueVariable = "K0S_DATABASE";
        }
      ];
    };
  };
}
