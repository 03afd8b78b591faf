{ lib, ... }:
let
  inherit (import ../../../cluster/types.nix { inherit lib; }) mailAddress pipelineText;
  setting = import ../optional-setting.nix { inherit lib; };
in
{
  options.committer = {
    name = setting pipelineText ''
      Who commits to a store of backups that is a git repository. Null: the
      name of the cluster.
    '' "shop";

    mail = setting mailAddress ''
      The committer's address. Null: author and committer are left to the
      store.
    '' "shop@example.com";
  };
}
