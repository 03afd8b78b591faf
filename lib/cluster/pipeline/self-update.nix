# The job that sets the pipeline itself, as the repository has it, before all others.
{ lib }:
let
  makeTask = import ./task.nix { inherit lib; };
  makeMail = import ./mail.nix { inherit lib; };
in
view:
{
  name = "update";
  serial = true;
  plan = [
    {
      get = "config";
      trigger = true;
      attempts = 3;
      timeout = "10m";
    }
    (makeTask view {
      name = "update";
      words = [
        "pipeline"
        "--out=pipeline/pipeline.json"
      ];
      timeout = "15m";
      outputs = [ "pipeline" ];
    })
    {
      set_pipeline = "self";
      file = "pipeline/pipeline.json";
    }
  ];
}
// makeMail view "update" [
  "on_failure"
  "on_error"
]
