# All that Concourse fills in: { name; use; }, once each.
{ lib }:
let
  inherit (builtins) attrNames groupBy;
  inherit (lib)
    concatStringsSep
    optionals
    unique
    ;

  described = uses: {
    inherit (builtins.head uses) name;
    use = concatStringsSep "; " (unique (map (entry: entry.use) uses));
  };

  named = name: use: { inherit name use; };
in
{ concourse, environment, ... }:
let
  inherit (concourse) variables;
  when = name: use: optionals (name != null) [ (named name use) ];

  all =
    map ({ holder, use, ... }: named holder use) (
      environment.ssh ++ environment.k0sctl ++ environment.backup
    )
    ++ when variables.repositoryKey "the private key, in the format of OpenSSH, for the repository"
    ++ when variables.repositoryUsername "the user name for the repository"
    ++ when variables.repositoryPassword "the password or token for the repository"
    ++ when variables.registryUsername "the user name for the registry of the image"
    ++ when variables.registryPassword "the password for the registry of the image"
    ++ optionals (concourse.mail != null) [
      (named variables.smtpHost "the name of the mail server")
      (named variables.smtpPort "the port of the mail server, as a string: \"587\"")
      (named variables.smtpUsername "the user name for the mail server")
      (named variables.smtpPassword "the password for the mail server")
    ];
  byName = groupBy (entry: entry.name) all;
in
map (name: described byName.${name}) (attrNames byName)
