# The pipeline of Concourse: what is refused of its description, and what follows from it.
{ lib, single, withWorker, ... }:
let
  inherit (lib) recursiveUpdate;

  fingerprint = "0123456789ABCDEF0123456789ABCDEF01234567";

  pipeline =
    more:
    single {
      concourse = recursiveUpdate {
        repository.uri = "https://git.example.com/fleet.git";
        hostgroup = "prod.nix";
        image.repository = "registry.example.com/kubernixos";
      } more;
    };

  withBackups =
    backup: more:
    pipeline more
    // {
      backup = {
        store.git.uri = "git@git.example.com:backups.git";
        recipients = [ "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" ];
        signers = [ "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" ];
        drill.host = {
          address = "10.0.0.99";
          ssh = { };
        };
      }
      // backup;
    };

  jobsOf = kubernixos: map (job: job.name) kubernixos.cluster.build.pipeline.jobs;
  timersOf =
    kubernixos:
    map (resource: resource.name) (
      builtins.filter (resource: resource.type == "time") kubernixos.cluster.build.pipeline.resources
    );
  jobOf = name: { cluster, ... }: lib.findFirst (job: job.name == name) null cluster.build.pipeline.jobs;
  taskOf = name: kubernixos: lib.last (jobOf name kubernixos).plan;
  argsOf = name: kubernixos: (taskOf name kubernixos).config.run.args;
  variablesOf = kubernixos: map (entry: entry.name) kubernixos.clusterState.pipeline.variables;
in
{
  "a short pipeline is valid" = {
    cluster = pipeline { };
    problems = [ ];
  };
  "there is no pipeline unless one is described" = {
    cluster = single { };
    result = { cluster, ... }: cluster.build.pipeline;
    expected = null;
  };
  "a pipeline needs a repository, a hostgroup and an image" = {
    cluster = single { concourse = { }; };
    problems = [
      "kubernixos.cluster.concourse.repository.uri is not set. Write `kubernixos.cluster.concourse.repository.uri = \"git@"
      "kubernixos.cluster.concourse.hostgroup is not set"
      "kubernixos.cluster.concourse.image.repository is not set"
    ];
  };
  "a password in the address of the repository is refused, and not shown" = {
    cluster = pipeline { repository.uri = "https://ops:hunter2@git.example.com/fleet.git"; };
    problems = [ "kubernixos.cluster.concourse.repository.uri has a password in it" ];
  };
  "a repository by SSH needs a key" = {
    cluster = pipeline { repository.uri = "git@git.example.com:fleet.git"; };
    problems = [ "kubernixos.cluster.concourse.repository.uri is reached by SSH, and there is no key" ];
  };
  "a repository by a URL of SSH needs a key" = {
    cluster = pipeline { repository.uri = "ssh://git@git.example.com/fleet.git"; };
    problems = [ "kubernixos.cluster.concourse.repository.uri is reached by SSH, and there is no key" ];
  };
  "a repository by SSH with a key is valid" = {
    cluster = pipeline {
      repository.uri = "ssh://git@git.example.com/fleet.git";
      variables.repositoryKey = "fleet_key";
    };
    problems = [ ];
  };
  "a user of the repository has a password" = {
    cluster = pipeline { variables.repositoryUsername = "user"; };
    problems = [ "kubernixos.cluster.concourse.variables has one of repositoryUsername and repositoryPassword" ];
  };
  "a password of the registry has a user" = {
    cluster = pipeline { variables.registryPassword = "password"; };
    problems = [ "kubernixos.cluster.concourse.variables has one of registryUsername and registryPassword" ];
  };
  "mail has a sender and somebody who gets it" = {
    cluster = pipeline { mail = { }; };
    problems = [
      "kubernixos.cluster.concourse.mail.from is not set"
      "kubernixos.cluster.concourse.mail.to is empty"
    ];
  };
  "an address of mail is one" = {
    cluster = pipeline { mail.from = "ops"; };
    refused = [ "kubernixos.cluster.concourse.mail.from" "mail address, such as" ];
  };
  "a time of day that begins ends" = {
    cluster = pipeline { timers.backup.start = "02:00"; };
    problems = [ "kubernixos.cluster.concourse.timers.backup has one of start and stop without the other" ];
  };
  "a time of day is one" = {
    cluster = pipeline { timers.backup.start = "25:00"; };
    refused = [ "kubernixos.cluster.concourse.timers.backup.start" "time of day, such as" ];
  };
  "a day of the week is one" = {
    cluster = pipeline { timers.drill.days = [ "Caturday" ]; };
    refused = [ "kubernixos.cluster.concourse.timers.drill.days" "\"Saturday\"" ];
  };
  "days of the week are not called weekdays" = {
    cluster = pipeline { timers.backup.weekdays = [ "Monday" ]; };
    refused = [ "kubernixos.cluster.concourse.timers.backup.weekdays" "does not exist" ];
  };
  "Concourse waits longer than k0sctl may take" = {
    cluster = pipeline { timeouts.install = "60m"; };
    problems = [ "kubernixos.cluster.concourse.timeouts.install is 60m, and k0sctl may take 1h" ];
  };
  "a little longer will do" = {
    cluster = pipeline { timeouts.install = "1h0.5m"; };
    problems = [ ];
  };
  "a variable is not the value that another one is a field of" = {
    cluster = pipeline {
      variables.sshKey = "shop";
      environment.BACKUP_KEY = "shop.backup_key";
    };
    problems = [ "kubernixos.cluster.concourse names the variables shop and shop.backup_key" ];
  };
  "a variable of Concourse has a name that it takes for one" = {
    cluster = pipeline { variables.sshKey = "ssh key"; };
    refused = [ "kubernixos.cluster.concourse.variables.sshKey" "name of a variable of Concourse" ];
  };
  "a variable of the environment has a name" = {
    cluster = pipeline { environment."A B" = "x"; };
    problems = [ "kubernixos.cluster.concourse.environment has \"A B\", which is no name of a variable" ];
  };
  "what the pipeline sets is not set twice" = {
    cluster = pipeline { environment.K0SCTL_SSH_KEY = "x"; };
    problems = [ "kubernixos.cluster.concourse.environment.K0SCTL_SSH_KEY is set by the pipeline itself" ];
  };
  "no text becomes a variable by itself" = {
    cluster = pipeline { repository.branch = "((ssh_key))"; };
    refused = [ "kubernixos.cluster.concourse.repository.branch" "text without ((" ];
  };
  "a hostgroup lies in the repository" = {
    cluster = pipeline { hostgroup = "/srv/fleet/prod.nix"; };
    refused = [ "kubernixos.cluster.concourse.hostgroup" "in the repository" ];
  };
  "a hostgroup does not lie beside the repository" = {
    cluster = pipeline { hostgroup = "../prod.nix"; };
    refused = [ "kubernixos.cluster.concourse.hostgroup" "in the repository" ];
  };
  "an image can be pinned" = {
    cluster = pipeline {
      image.tag = "0.1.0";
      image.digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    };
    result = kubernixos: (taskOf "ping" kubernixos).config.image_resource;
    expected = {
      type = "registry-image";
      source = {
        repository = "registry.example.com/kubernixos";
        tag = "0.1.0";
      };
      version = {
        tag = "0.1.0";
        digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
      };
    };
  };
  "uninstall says whose data it removes" = {
    cluster = pipeline { };
    result = argsOf "uninstall";
    expected = [ "config/prod.nix" "cluster" "uninstall" "--yes" "--cluster=shop" ];
  };
  "install removes k0s from no host unless it is told to" = {
    cluster = pipeline { };
    result = argsOf "install";
    expected = [ "config/prod.nix" "cluster" "install" ];
  };
  "install removes k0s from hosts where it is told to" = {
    cluster = pipeline { resetHosts = true; };
    result = argsOf "install";
    expected = [ "config/prod.nix" "cluster" "install" "--yes" "--cluster=shop" ];
  };
  "passwords of WinRM are variables, of what runs k0sctl alone" = {
    cluster =
      withWorker {
        winRM.passwordVariable = "WINDOWS_PASSWORD";
        ssh = null;
      }
      // {
        inherit (pipeline { }) concourse;
      };
    result = kubernixos: {
      variables = variablesOf kubernixos;
      ping = (taskOf "ping" kubernixos).config.params;
      install = (taskOf "install" kubernixos).config.params;
    };
    expected = {
      variables = [ "ssh_key" "windows_password" ];
      ping.K0SCTL_SSH_KEY = "((ssh_key))";
      install = {
        K0SCTL_DIR_LOG = "auditlog";
        K0SCTL_SSH_KEY = "((ssh_key))";
        WINDOWS_PASSWORD = "((windows_password))";
      };
    };
  };
  "keys of backups are for jobs that handle backups alone" = {
    cluster = withBackups {
      signingKeyVariable = "BACKUP_SIGNING_KEY";
      identityVariable = "BACKUP_IDENTITY";
    } { environment = { K0SCTL_GPG_KEY = "gpg_key"; BACKUP_IDENTITY = "shop.identity"; }; };
    result =
      kubernixos:
      lib.genAttrs [ "ping" "init" "install" "backup" "uninstall" "drill" ] (
        name: removeAttrs (taskOf name kubernixos).config.params [ "K0SCTL_DIR_LOG" "K0SCTL_SSH_KEY" ]
      );
    expected =
      let
        keys = {
          BACKUP_IDENTITY = "((shop.identity))";
          BACKUP_SIGNING_KEY = "((backup_signing_key))";
          K0SCTL_GPG_KEY = "((gpg_key))";
        };
      in
      {
        ping = { };
        init = keys;
        install = { };
        backup = keys;
        uninstall = keys;
        drill = keys;
      };
  };
  "what restic needs comes along" = {
    cluster = withBackups {
      store.restic = {
        repository = "s3:https://s3.example.com/backups";
        passwordVariable = "RESTIC_PASSWORD";
        variables = [ "AWS_ACCESS_KEY_ID" ];
      };
    } { };
    result = variablesOf;
    expected = [ "aws_access_key_id" "restic_password" "ssh_key" ];
  };
  "there are no jobs for backups that are not made" = {
    cluster = pipeline { };
    result = kubernixos: {
      jobs = jobsOf kubernixos;
      timers = timersOf kubernixos;
    };
    expected = {
      jobs = [ "ping" "install" "uninstall" ];
      timers = [ "ping-timer" ];
    };
  };
  "there is no job for drills without a host for them" = {
    cluster = withBackups { drill = null; } { };
    result = kubernixos: {
      jobs = jobsOf kubernixos;
      timers = timersOf kubernixos;
    };
    expected = {
      jobs = [ "ping" "init" "install" "backup" "uninstall" ];
      timers = [ "ping-timer" "backup-timer" ];
    };
  };
  "a job without a timer is started otherwise" = {
    cluster = withBackups { } { timers.drill = null; timers.ping = null; };
    result = kubernixos: {
      jobs = jobsOf kubernixos;
      timers = timersOf kubernixos;
    };
    expected = {
      jobs = [ "ping" "init" "install" "backup" "uninstall" "drill" ];
      timers = [ "backup-timer" ];
    };
  };
  "a server of backups that tasks do not know is told of" = {
    cluster = withBackups { } { };
    result = kubernixos: kubernixos.clusterState.pipeline.notices;
    expected = [
      "kubernixos.cluster.backup.store.git.uri is reached by SSH, and tasks of the pipeline do not know its server. Write its public key, as ssh-keyscan prints it, as kubernixos.cluster.backup.store.git.hostKey."
    ];
  };
  "a keyring that tasks do not have is told of" = {
    cluster = withBackups { store.git = { uri = "https://git.example.com/b"; signingKey = fingerprint; }; } { };
    result = kubernixos: kubernixos.clusterState.pipeline.notices;
    expected = [
      "kubernixos.cluster.backup.store.git.signingKey signs commits, and tasks of the pipeline have no keyring. Name the variable of Concourse that holds the private key: `kubernixos.cluster.concourse.environment.K0SCTL_GPG_KEY = \"gpg_key\";`."
    ];
  };
  "a keyring is told of for backups that are for its keys too, and not where tasks have it" = {
    cluster = withBackups {
      store.git.uri = "https://git.example.com/b";
      recipients = [ fingerprint ];
    } { };
    result = kubernixos: map (notice: builtins.substring 0 40 notice) kubernixos.clusterState.pipeline.notices;
    expected = [ "kubernixos.cluster.backup.recipients are" ];
  };
  "a keyring that tasks have is not told of" = {
    cluster = withBackups {
      store.git = { uri = "https://git.example.com/b"; signingKey = fingerprint; };
    } { environment.K0SCTL_GPG_KEY = "gpg_key"; };
    result = kubernixos: kubernixos.clusterState.pipeline.notices;
    expected = [ ];
  };
  "files and directories of this machine are told of, each with what to write" = {
    cluster = withBackups {
      store.directory = "/srv/backups";
      signingKeyFile = "/run/secrets/signing.pem";
      drill.host = {
        address = "10.0.0.99";
        ssh.keyPath = "~/.ssh/drill";
      };
    } { };
    result = kubernixos: map (notice: lib.last (lib.splitString "does. " notice)) (
      kubernixos.clusterState.pipeline.notices
    );
    expected = [
      "Leave it out for hosts that the pipeline reaches: the key comes from kubernixos.cluster.concourse.variables.sshKey."
      "Name a variable instead: kubernixos.cluster.backup.signingKeyVariable."
      "What a task writes there is lost when it ends. Keep backups by store.git or store.restic."
    ];
  };
  "a pipeline that follows the repository does so before all else" = {
    cluster = withBackups { } { selfUpdate = true; };
    result = kubernixos: {
      jobs = jobsOf kubernixos;
      last = taskOf "update" kubernixos;
      ping = (lib.head (lib.head (jobOf "ping" kubernixos).plan).in_parallel).passed;
    };
    expected = {
      jobs = [ "update" "ping" "init" "install" "backup" "uninstall" "drill" ];
      last = {
        set_pipeline = "self";
        file = "pipeline/pipeline.json";
      };
      ping = [ "update" ];
    };
  };
}
