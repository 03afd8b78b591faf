# The jobs, in the order in which they are shown. Each does one verb.
{ lib }:
let
  inherit (lib) optional optionalAttrs;
  makeTask = import ./task.nix { inherit lib; };
  makeMail = import ./mail.nix { inherit lib; };
  makeUpdate = import ./self-update.nix { inherit lib; };

  always = [
    "on_success"
    "on_failure"
    "on_error"
  ];

  # k0sctl, and what writes to the store of backups: never two at once.
  alone = {
    serial = true;
    serial_groups = [ "k0sctl" ];
  };

  get = name: more: {
    get = name;
    attempts = 3;
    timeout = "10m";
  }
  // more;

  # The repository as it passed other jobs, and what else starts this one.
  gets =
    { concourse, ... }:
    { name, passed, follows }:
    [
      {
        in_parallel =
          [
            (get "config" ({ trigger = follows; } // optionalAttrs (passed != [ ]) { inherit passed; }))
          ]
          ++ optional (concourse.timers.${name} or null != null) (get "${name}-timer" { trigger = true; });
      }
    ];

  makeJob =
    view:
    {
      name,
      # The jobs before it.
      passed,
      # Whether a change of the repository starts it.
      follows ? false,
      hooks ? always,
      task,
      ...
    }@job:
    removeAttrs job [
      "follows"
      "hooks"
      "passed"
      "task"
    ]
    // {
      plan = gets view { inherit follows name passed; } ++ [ (makeTask view ({ inherit name; } // task)) ];
    }
    // makeMail view name hooks;
in
{ cluster, concourse, environment, ... }@view:
let
  inherit (environment) backup k0sctl ssh;
  toHosts = ssh ++ k0sctl;
  withBackups = toHosts ++ backup;

  first = optional concourse.selfUpdate "update";

  consent = [
    "--yes"
    "--cluster=${toString cluster.name}"
  ];

  keepsLog.K0SCTL_DIR_LOG = "auditlog";
  commits = keepsLog // import ./committer.nix { inherit lib; } cluster;
in
optional concourse.selfUpdate (makeUpdate view)
++ map (makeJob view) [
  {
    name = "ping";
    public = true;
    serial = true;
    passed = first;
    follows = true;
    hooks = [
      "on_failure"
      "on_error"
    ];
    task.environment = ssh;
  }
  (
    alone
    // {
      name = "init";
      passed = first;
      task = {
        environment = backup;
        params = commits;
      };
    }
  )
  (
    alone
    // {
      name = "install";
      passed = [ "ping" ];
      follows = true;
      task = {
        words = [ "install" ] ++ (if concourse.resetHosts then consent else [ ]);
        environment = toHosts;
        params = keepsLog;
        outputs = [ "auditlog" ];
      };
    }
  )
  (
    alone
    // {
      name = "backup";
      passed = [ "install" ];
      follows = true;
      task = {
        environment = withBackups;
        params = commits;
        attempts = 2;
        outputs = [ "auditlog" ];
      };
    }
  )
  (
    alone
    // {
      name = "uninstall";
      passed = [ "ping" ];
      task = {
        words = [ "uninstall" ] ++ consent;
        environment = withBackups;
        params = commits;
        outputs = [ "auditlog" ];
      };
    }
  )
  (
    alone
    // {
      name = "drill";
      passed = [ "backup" ];
      task = {
        environment = withBackups;
        params = commits;
        outputs = [ "auditlog" ];
      };
    }
  )
]
