# Mail on what became of a job. It has the log of k0sctl, which kubernixos keeps without the
# configuration and without secrets, and nothing else: whatever it names is attached.
{ lib }:
let
  inherit (lib) genAttrs optionalAttrs;

  said = {
    on_success = "succeeded";
    on_failure = "failed";
    # What Concourse itself could not do, such as to get the image.
    on_error = "could not be run";
  };

  letter = cluster: job: hook: {
    put = "email";
    # Only what a glob names, and only where the job got as far as making it.
    inputs = "detect";
    attempts = 3;
    timeout = "10m";
    params = {
      subject_text = "${toString cluster.name}: ${job} ${said.${hook}}";
      body_text = "The job ${job} of the cluster ${toString cluster.name} ${said.${hook}}. Its build in Concourse has the details.";
      attachment_globs = [ "auditlog/*" ];
    };
  };
in
{ cluster, concourse, ... }:
job: hooks:
optionalAttrs (concourse.mail != null) (genAttrs hooks (letter cluster job))
