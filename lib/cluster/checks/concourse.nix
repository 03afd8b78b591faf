# The pipeline of Concourse.
{ lib }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    head
    match
    ;
  inherit (lib)
    concatMap
    hasPrefix
    optional
    ;
  inherit (import ../duration.nix) secondsOf;
  listVariables = import ../pipeline/variables.nix { inherit lib; };
  listEnvironment = import ../pipeline/environment.nix { inherit lib; };

  at = "kubernixos.cluster.concourse";

  unset =
    option: value: example:
    optional (value == null) "${at}.${option} is not set. Write `${at}.${option} = \"${example}\";`.";

  needed =
    { hostgroup, image, mail, repository, ... }:
    unset "repository.uri" repository.uri "git@git.example.com:fleet.git"
    ++ unset "hostgroup" hostgroup "prod.nix"
    ++ unset "image.repository" image.repository "registry.example.com/kubernixos"
    ++ (
      if mail == null then
        [ ]
      else
        unset "mail.from" mail.from "concourse@example.com"
        ++
          optional (mail.to == [ ])
            "${at}.mail.to is empty: nobody gets the mail. Write `${at}.mail.to = [ \"ops@example.com\" ];`."
    );

  # The value itself may be secret: no message shows it.
  login =
    { repository, variables, ... }:
    let
      uri = if repository.uri == null then "" else repository.uri;
      isSsh = hasPrefix "ssh://" uri || match "[^:/]+@[^:/]+:.*" uri != null;
    in
    optional (match ".*://[^/@]*:[^/@]+@.*" uri != null)
      "${at}.repository.uri has a password in it, which the pipeline would show. Remove it, and name the variable that has it: `${at}.variables = { repositoryUsername = \"fleet_username\"; repositoryPassword = \"fleet_password\"; };`."
    ++
      optional (isSsh && variables.repositoryKey == null)
        "${at}.repository.uri is reached by SSH, and there is no key for it. Name the variable of Concourse that has it: `${at}.variables.repositoryKey = \"fleet_key\";`."
    ++ pair variables "repositoryUsername" "repositoryPassword"
    ++ pair variables "registryUsername" "registryPassword";

  pair =
    variables: name: password:
    optional ((variables.${name} == null) != (variables.${password} == null))
      "${at}.variables has one of ${name} and ${password} without the other. Name both, or remove both: `${at}.variables = { ${name} = \"user\"; ${password} = \"password\"; };`.";

  times =
    { timers, ... }:
    concatMap
      (
        name:
        let
          timer = timers.${name};
        in
        optional (timer != null && (timer.start == null) != (timer.stop == null))
          "${at}.timers.${name} has one of start and stop without the other. Write both: `${at}.timers.${name} = { start = \"02:00\"; stop = \"04:00\"; };`."
      )
      (attrNames timers);

  # Killed by Concourse, k0sctl cleans nothing up, and hosts are left halfway.
  bounds =
    cluster:
    concatMap
      (
        job:
        let
          bound = cluster.concourse.timeouts.${job};
        in
        optional
          (cluster.timeout != null && secondsOf bound <= secondsOf cluster.timeout)
          "${at}.timeouts.${job} is ${bound}, and k0sctl may take ${cluster.timeout} (kubernixos.cluster.timeout): Concourse would kill it halfway. Write a longer time: `${at}.timeouts.${job} = \"3h\";`."
      )
      [
        "install"
        "backup"
        "uninstall"
        "drill"
      ];

  # One is a value, the other a field of that value.
  clashes =
    cluster: hosts:
    let
      view = {
        inherit (cluster) concourse;
        environment = listEnvironment cluster hosts;
      };
      names = map (entry: entry.name) (listVariables view);
      within = name: filter (hasPrefix "${name}.") names;
    in
    map (
      name:
      "${at} names the variables ${name} and ${head (within name)}: one cannot be a text and hold the other. Use another name for one of them, such as `${name}_text`."
    ) (filter (name: within name != [ ]) names);

  # What the pipeline sets itself.
  taken = [
    "K0SCTL_DIR_LOG"
    "K0SCTL_SSH_KEY"
  ];

  variables =
    { environment, ... }:
    concatMap (
      name:
      optional (match "[A-Za-z_][A-Za-z0-9_]*" name == null)
        "${at}.environment has ${builtins.toJSON name}, which is no name of a variable. Write a name of letters, digits and _: `${at}.environment.BACKUP_KEY = \"backup_key\";`."
      ++
        optional (elem name taken)
          "${at}.environment.${name} is set by the pipeline itself. Remove it; see ${at}.variables.sshKey."
    ) (attrNames environment);
in
{ cluster, hosts, ... }:
if cluster.concourse == null then
  [ ]
else
  needed cluster.concourse
  ++ login cluster.concourse
  ++ times cluster.concourse
  ++ bounds cluster
  ++ variables cluster.concourse
  ++ clashes cluster hosts
