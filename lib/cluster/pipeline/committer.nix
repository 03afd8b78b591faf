# Who commits to a store that is a git repository, by git's own variables.
{ lib }:
{ concourse, name, ... }:
let
  inherit (concourse.committer) mail;
  who = if concourse.committer.name != null then concourse.committer.name else toString name;
in
lib.optionalAttrs (mail != null) {
  GIT_AUTHOR_NAME = who;
  GIT_AUTHOR_EMAIL = mail;
  GIT_COMMITTER_NAME = who;
  GIT_COMMITTER_EMAIL = mail;
}
