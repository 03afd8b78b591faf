# What the pipeline reads, waits for and writes to.
{ lib }:
let
  inherit (builtins) any;
  inherit (lib)
    concatMap
    mapAttrs
    optional
    optionalAttrs
    ;
  inherit (import ./words.nix { inherit lib; }) reference references;
  onlySet = import ../only-set.nix { inherit lib; };

  repository =
    { concourse, ... }:
    {
      name = "config";
      type = "git";
      icon = "git";
      source =
        onlySet { inherit (concourse.repository) branch paths uri; }
        // references {
          private_key = concourse.variables.repositoryKey;
          username = concourse.variables.repositoryUsername;
          password = concourse.variables.repositoryPassword;
        };
    };

  # Only of jobs that there are: Concourse refuses what nothing uses.
  timer =
    { concourse, jobs, ... }:
    name:
    optional (concourse.timers.${name} != null && any (job: job.name == name) jobs) {
      name = "${name}-timer";
      type = "time";
      icon = "clock-outline";
      source = onlySet concourse.timers.${name};
    };

  mail =
    { concourse, ... }:
    optional (concourse.mail != null) {
      name = "email";
      type = "email";
      icon = "email-alert";
      source = {
        inherit (concourse.mail) from to;
        smtp = mapAttrs (_: reference) {
          host = concourse.variables.smtpHost;
          port = concourse.variables.smtpPort;
          username = concourse.variables.smtpUsername;
          password = concourse.variables.smtpPassword;
        };
      };
    };

  mailType = concourse: {
    name = "email";
    type = "registry-image";
    source.repository = concourse.mail.resourceType;
  };
in
{ concourse, ... }@view:
{
  resources =
    [ (repository view) ]
    ++ concatMap (timer view) [
      "ping"
      "backup"
      "drill"
    ]
    ++ mail view;
}
// optionalAttrs (concourse.mail != null) { resource_types = [ (mailType concourse) ]; }
