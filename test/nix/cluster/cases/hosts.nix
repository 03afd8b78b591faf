# Binaries, flags, files, hooks and what is passed on.
{ pair, single, withWorker, ... }:
let
  files = file: withWorker { files = [ file ]; };
  flags = installFlags: withWorker { inherit installFlags; };
  reserved = flag: instead: {
    cluster = flags [ flag ];
    problems = [ "kubernixos.cluster.hosts.b.installFlags has ${instead}" ];
  };
in
{
  "binaries come from where one says" = {
    cluster = pair {
      hosts.a = { binary = "upload"; downloadURL = "https://mirror.internal/k0s-%v-%p"; };
      hosts.b = { binary = "/srv/fleet/k0s"; installPath = "/opt/bin/k0s"; };
    };
    problems = [ ];
  };
  "what is there already is not downloaded" = {
    cluster = withWorker { binary = "existing"; downloadURL = "https://mirror.internal/k0s"; };
    problems = [ "kubernixos.cluster.hosts.b.downloadURL is set, and nothing is downloaded" ];
  };
  "a file of one's own is not downloaded" = {
    cluster = withWorker { binary = "/srv/fleet/k0s"; downloadURL = "https://mirror.internal/k0s"; };
    problems = [ "kubernixos.cluster.hosts.b.downloadURL is set" ];
  };
  "a file of one's own has an absolute name" = {
    cluster = withWorker { binary = "dowload"; };
    problems = [ "kubernixos.cluster.hosts.b.binary is \"dowload\", which depends on the directory" ];
  };
  "directories are valid" = {
    cluster = withWorker { dataDir = "/data/k0s"; kubeletRootDir = "/data/kubelet"; };
    problems = [ ];
  };
  "k0s has a directory of its own, since that goes with it" = {
    cluster = withWorker { dataDir = "/var/lib/"; };
    problems = [ "kubernixos.cluster.hosts.b.dataDir is \"/var/lib/\", which holds more than k0s" ];
  };

  "the directory of k0s is nobody's home" = {
    cluster = withWorker { dataDir = "/home/ops"; };
    problems = [ "kubernixos.cluster.hosts.b.dataDir is \"/home/ops\", which holds more than k0s" ];
  };
  "a directory is the same, whichever way it is written" = {
    cluster = withWorker { dataDir = "//var/./lib/."; kubeletRootDir = "/var/."; };
    problems = [
      "kubernixos.cluster.hosts.b.dataDir is \"//var/./lib/.\", which holds more than k0s"
      "kubernixos.cluster.hosts.b.kubeletRootDir is \"/var/.\", which holds more than k0s"
    ];
  };
  "a directory is what it is called" = {
    cluster = withWorker { dataDir = "/data/../var/lib"; };
    problems = [ "kubernixos.cluster.hosts.b.dataDir is \"/data/../var/lib\", and what `..` leads to is removed with k0s" ];
  };
  "directories have absolute names" = {
    cluster = withWorker { dataDir = "k0s"; };
    problems = [ "kubernixos.cluster.hosts.b.dataDir is \"k0s\", which is no absolute name" ];
  };
  "the directory of the kubelet needs a version" = {
    cluster = withWorker { kubeletRootDir = "/data/kubelet"; } // { k0s.version = "v1.32.0+k0s.0"; };
    problems = [ "kubernixos.cluster.hosts.b.kubeletRootDir needs k0s 1.32.1" ];
  };
  "flags are valid" = {
    cluster = flags [ "--debug" "--labels=\"a=b\"" "--kubelet-extra-args='--v=4'" "--profile=it\\'s" ];
    problems = [ ];
  };
  "a flag is no setting: --single" = reserved "--single" "--single, which has an option of its own. Write `kubernixos.cluster.hosts.b.role = \"single\";`";
  "a flag is no setting: --enable-worker" = reserved "--enable-worker=true" "--enable-worker";
  "a flag is no setting: --no-taints" = reserved "--no-taints" "--no-taints";
  "a flag is no setting: --data-dir" = reserved "--data-dir /data" "--data-dir";
  "a flag is no setting: --kubelet-root-dir" = reserved "--kubelet-root-dir=/x" "--kubelet-root-dir";
  "quotes of a flag end" = {
    cluster = flags [ "--labels=\"a=b" ];
    problems = [ "kubernixos.cluster.hosts.b.installFlags has a flag with a quote that does not end" ];
  };
  "a flag is one" = {
    cluster = flags [ "debug" ];
    problems = [ "kubernixos.cluster.hosts.b.installFlags has \"debug\", which is no flag" ];
  };
  "files are valid" = {
    cluster = withWorker {
      files = [
        { src = "/srv/fleet/a"; dst = "/etc/a"; perm = "0600"; dirPerm = "0750"; user = "etcd"; group = "etcd"; }
        { src = "https://example.com/a"; dstDir = "/etc"; }
        { data = "x"; name = "b"; dstDir = "/etc"; }
        { data = "x"; dst = "/etc/c"; }
      ];
    };
    problems = [ ];
  };
  "a file comes from somewhere" = {
    cluster = files { dst = "/etc/a"; };
    problems = [ "kubernixos.cluster.hosts.b.files[0] needs either src or data" ];
  };
  "a file comes from one place" = {
    cluster = files { src = "/a"; data = "x"; dst = "/etc/a"; };
    problems = [ "kubernixos.cluster.hosts.b.files[0] needs either src or data" ];
  };
  "a file goes somewhere" = {
    cluster = files { src = "/a"; };
    problems = [ "kubernixos.cluster.hosts.b.files[0] has no place on the host" ];
  };
  "a text in a directory has a name" = {
    cluster = files { data = "x"; dstDir = "/etc"; };
    problems = [ "kubernixos.cluster.hosts.b.files[0] has no name on the host. Write `dst = \"/etc/registry.toml\";`" ];
  };
  "a text is not blank" = {
    cluster = files { data = " \n"; dst = "/etc/a"; };
    problems = [ "kubernixos.cluster.hosts.b.files[0].data is empty" ];
  };
  "a mode has four digits" = {
    cluster = files { src = "/a"; dst = "/etc/a"; perm = "600"; };
    refused = [ "kubernixos.cluster.hosts.b.files.\"[definition 1-entry 1]\".perm" "four octal digits" ];
  };
  "a mode is octal" = {
    cluster = files { src = "/a"; dst = "/etc/a"; perm = "0698"; };
    refused = [ "perm" "four octal digits" ];
  };
  "a mode is text" = {
    cluster = files { src = "/a"; dst = "/etc/a"; perm = 600; };
    refused = [ "perm" "four octal digits" ];
  };
  "a mode lets the owner read" = {
    cluster = files { src = "/a"; dst = "/etc/a"; perm = "0111"; };
    refused = [ "perm" "four octal digits" ];
  };
  "hooks are valid" = {
    cluster = withWorker {
      hooks = {
        connect.after = [ "true" ];
        apply = { before = [ "true" ]; after = [ "true" ]; };
        upgrade.before = [ "true" ];
        install.after = [ "true" ];
        backup.before = [ "true" ];
        reset.after = [ "true" ];
      };
    };
    problems = [ ];
  };
  "actions of hooks are known" = {
    cluster = withWorker { hooks.aply.before = [ "true" ]; };
    refused = [ "kubernixos.cluster.hosts.b.hooks.aply" "does not exist" ];
  };
  "moments of hooks are known" = {
    cluster = withWorker { hooks.apply.afterwards = [ "true" ]; };
    refused = [ "kubernixos.cluster.hosts.b.hooks.apply.afterwards" "does not exist" ];
  };
  "a host has no hook before it is connected" = {
    cluster = withWorker { hooks.connect.before = [ "true" ]; };
    refused = [ "kubernixos.cluster.hosts.b.hooks.connect.before" "does not exist" ];
  };
  "settings of a host that have an option are refused" = {
    cluster = withWorker { settings = { role = "single"; ssh.port = 1; ssh.bastion.address = "c"; ssh.options = { }; uploadBinary = true; }; };
    problems = [
      "kubernixos.cluster.hosts.b.settings.role has an option of its own"
      "kubernixos.cluster.hosts.b.settings.uploadBinary has an option of its own. Write `kubernixos.cluster.hosts.b.binary = \"upload\";`"
      "kubernixos.cluster.hosts.b.settings.ssh.port has an option of its own"
      "kubernixos.cluster.hosts.b.settings.ssh.bastion has an option of its own"
      "kubernixos.cluster.hosts.b.settings.ssh.options has an option of its own"
    ];
  };
  "settings of a host do not take away what options write" = {
    cluster = withWorker { settings.ssh = null; };
    problems = [ "kubernixos.cluster.hosts.b.settings.ssh would take away what options write below it" ];
  };
  "settings of a host add no second way to it" = {
    cluster = withWorker { settings.winRM.novel = 1; };
    problems = [ "kubernixos.cluster.hosts.b.settings.winRM is for hosts that are reached so" ];
  };
  "settings of the cluster do not take away what options write" = {
    cluster = pair { k0sctl.spec.k0s = null; k0s.config.spec = { api = null; telemetry = false; }; };
    problems = [
      "kubernixos.cluster.k0s.config.spec.api would take away what options write below it"
      "kubernixos.cluster.k0s.config.spec.telemetry would take away"
      "kubernixos.cluster.k0sctl.spec.k0s would take away what options write below it"
    ];
  };
  "other settings of a host are passed on" = {
    cluster = withWorker { settings = { novel = [ 1 ]; ssh.novel = "x"; }; };
    result = { clusterState, ... }: builtins.elemAt clusterState.document.spec.hosts 1;
    expected = {
      role = "worker";
      ssh = { address = "10.0.0.2"; port = 22; user = "root"; novel = "x"; };
      novel = [ 1 ];
    };
  };
  "settings of the cluster that have an option are refused" = {
    cluster = single {
      k0sctl = {
        kind = "Cluster";
        metadata.name = "other";
        spec = { hosts = [ ]; k0s.version = "1"; options.wait.enabled = true; };
      };
    };
    problems = [
      "kubernixos.cluster.k0sctl.kind has an option of its own"
      "kubernixos.cluster.k0sctl.metadata.name has an option of its own. Write `kubernixos.cluster.name = \"shop\";`"
      "kubernixos.cluster.k0sctl.spec.hosts has an option of its own"
      "kubernixos.cluster.k0sctl.spec.k0s.version has an option of its own"
      "kubernixos.cluster.k0sctl.spec.options.wait has an option of its own"
    ];
  };
  "other settings of the cluster are passed on, last" = {
    cluster = single { k0sctl.spec = { k0s.versionChannel = "stable"; options.novel = 1; }; };
    result = { clusterState, ... }: { inherit (clusterState.document.spec) options; inherit (clusterState.document.spec.k0s) versionChannel; };
    expected = { options.novel = 1; versionChannel = "stable"; };
  };
  "settings are what JSON can hold" = {
    cluster = withWorker { settings.novel = x: x; };
    refused = [ "kubernixos.cluster.hosts.b.settings.novel" "is a function" ];
  };
}
