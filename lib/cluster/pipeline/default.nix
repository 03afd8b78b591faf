# From `kubernixos.cluster.concourse` to the pipeline, or null:
#
#   config     the pipeline, as Concourse reads it
#   variables  { name; use; }: what `((name))` in it stands for
#   notices    sentences: what its tasks will lack
{ lib }:
let
  onlySet = import ../only-set.nix { inherit lib; };
  listResources = import ./resources.nix { inherit lib; };
  listJobs = import ./jobs.nix { inherit lib; };
in
cluster: hosts:
if cluster.concourse == null then
  null
else
  let
    view = {
      inherit cluster hosts;
      inherit (cluster) concourse;
      environment = import ./environment.nix { inherit lib; } cluster hosts;
    };
    jobs = listJobs view;
  in
  {
    config = onlySet (listResources (view // { inherit jobs; }) // { inherit jobs; });
    variables = import ./variables.nix { inherit lib; } view;
    notices = import ./notices.nix { inherit lib; } cluster hosts;
  }
