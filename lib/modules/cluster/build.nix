{
  config,
  lib,
  machines,
  ...
}:
let
  inherit (lib) literalMD mkOption types;
in
{
  options = {
    build = {
      k0sctl = mkOption {
        type = types.unspecified;
        readOnly = true;
        default = config.state.document;
        defaultText = literalMD "what the options say";
        description = ''
          The configuration of k0sctl as Nix data, without secrets.
          `kubernixos cluster config` prints it so that k0sctl reads the same.
        '';
        example = {
          apiVersion = "k0sctl.k0sproject.io/v1beta1";
          kind = "Cluster";
        };
      };

      knownHosts = mkOption {
        type = types.lines;
        readOnly = true;
        default = config.state.knownHosts;
        defaultText = literalMD "a line for each declared host key";
        description = "The declared host keys, as a known_hosts file of OpenSSH has them.";
        example = "10.0.0.11 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…\n";
      };

      pipeline = mkOption {
        type = types.unspecified;
        readOnly = true;
        default = if config.state.pipeline == null then null else config.state.pipeline.config;
        defaultText = literalMD "what `concourse` says";
        description = ''
          The pipeline of Concourse as Nix data, with variables in place of
          secrets. `kubernixos cluster pipeline` prints it.
        '';
        example = {
          jobs = [ { name = "ping"; } ];
        };
      };
    };

    state = mkOption {
      type = types.unspecified;
      readOnly = true;
      internal = true;
      visible = false;
      default = import ../../cluster { inherit lib machines; } config;
      defaultText = literalMD "what the command line reads";
      description = "All that is derived from the options of a cluster.";
      example = { };
    };
  };
}
