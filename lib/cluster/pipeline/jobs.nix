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

  hasBackups = cluster.backup != null;
  hasDrill = hasBackups && cluster.backup.drill != null;

  first = optional concourse.selfUpdate "update";

  consent = [
    "--yes"
    "--cluster=${toString cluster.name}"
  ];

  # A job that runs k0sctl, and leaves its log.
  makeLogged =
    { task, ... }@job:
    makeJob view (
      alone
      // job
      // {
        task = task // {
          params.K0SCTL_DIR_LOG = "auditlog";
          outputs = [ "auditlog" ];
        };
      }
    );
in
optional concourse.selfUpdate (makeUpdate view)
++ [
  (makeJob view {
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
  })
]
++ optional hasBackups (
  makeJob view (
    alone
    // {
      name = "init";
      passed = first;
      task.environment = backup;
    }
  )
)
++ [
  (makeLogged {
    name = "install";
    passed = [ "ping" ];
    follows = true;
    task = {
      words = [ "install" ] ++ (if concourse.resetHosts then consent else [ ]);
      environment = toHosts;
    };
  })
]
++ optional hasBackups (makeLogged {
  name = "backup";
  passed = [ "install" ];
  follows = true;
  task = {
    environment = withBackups;
    attempts = 2;
  };
})
++ [
  (makeLogged {
    name = "uninstall";
    passed = [ "ping" ];
    task = {
      words = [ "uninstall" ] ++ consent;
      environment = withBackups;
    };
  })
]
++ optional hasDrill (makeLogged {
  name = "drill";
  passed = [ "backup" ];
  task.environment = withBackups;
})
