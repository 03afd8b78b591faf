# Names of files with secrets, and what stands for these in the document.
{ pair, withOnly, withWorker, ... }:
let
  database = [ "spec" "storage" "kine" "dataSource" ];
  withK0s = k0s: pair { inherit k0s; };
in
{
  "keys outside the store are valid" = {
    cluster = pair {
      hosts.a.ssh.keyPath = "/run/secrets/key";
      hosts.b.ssh = { keyPath = "~/.ssh/id"; bastion = { address = "b"; keyPath = "~/.ssh/b"; }; };
    };
    problems = [ ];
  };
  "a key is no Nix path" = {
    cluster = withWorker { ssh.keyPath = ./secrets.nix; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.keyPath is a Nix path: the file would enter the Nix store" ];
  };
  "a key is no file of the store" = {
    cluster = withWorker { ssh.keyPath = "${./secrets.nix}"; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.keyPath lies in the Nix store" ];
  };
  "a key is no file below /nix/store" = {
    cluster = withWorker { ssh.keyPath = "/nix/store/x-key"; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.keyPath lies in the Nix store" ];
  };
  "a bastion's key is none either" = {
    cluster = withWorker { ssh.bastion = { address = "b"; keyPath = ./secrets.nix; }; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.bastion.keyPath is a Nix path" ];
  };
  "a password is no file of the store" = {
    cluster = withOnly { winRM.passwordFile = "/nix/store/x-password"; };
    problems = [ "kubernixos.cluster.hosts.b.winRM.passwordFile lies in the Nix store" ];
  };
  "a key is found from any directory" = {
    cluster = withWorker { ssh.keyPath = "keys/id"; };
    problems = [ "kubernixos.cluster.hosts.b.ssh.keyPath is \"keys/id\", which depends on the directory" ];
  };
  "what is no secret may lie in the store" = {
    cluster = withWorker { files = [ { src = ./secrets.nix; dstDir = "/etc/k0s"; } ]; };
    problems = [ ];
  };
  "a key is text" = {
    cluster = withWorker { ssh.keyPath = [ ]; };
    refused = [ "kubernixos.cluster.hosts.b.ssh.keyPath" "name of a file outside the Nix store" ];
  };
  "what is secret is told apart from the document" = {
    cluster = withOnly { winRM = { passwordVariable = "W"; useHTTPS = true; }; };
    result = { clusterState, ... }: {
      inherit (clusterState) secrets;
      inherit (builtins.elemAt clusterState.document.spec.hosts 1) winRM;
    };
    expected = {
      secrets = [
        {
          option = "kubernixos.cluster.hosts.b.winRM";
          path = [ "spec" "hosts" 1 "winRM" "password" ];
          variable = "W";
        }
      ];
      winRM = { address = "10.0.0.2"; port = 5986; useHTTPS = true; user = "Administrator"; };
    };
  };
  "a secret of k0s is told apart from its configuration" = {
    cluster = withK0s {
      config.spec.network.controlPlaneLoadBalancing.keepalived.vrrpInstances = [ { virtualIPs = [ "10.0.0.9/24" ]; } ];
      config.spec.storage.type = "kine";
      secrets = [
        { path = database; valueVariable = "DATABASE"; }
        {
          path = [ "spec" "network" "controlPlaneLoadBalancing" "keepalived" "vrrpInstances" 0 "authPass" ];
          valueFile = "~/vrrp";
        }
      ];
    };
    result = { clusterState, ... }: {
      inherit (clusterState) problems localFiles secrets;
      inherit (clusterState.document.spec.k0s.config.spec) storage;
    };
    expected = {
      problems = [ ];
      localFiles = [
        { option = "kubernixos.cluster.k0s.secrets[1].valueFile"; file = "~/vrrp"; use = "secret"; }
      ];
      secrets = [
        {
          option = "kubernixos.cluster.k0s.secrets[0]";
          path = [ "spec" "k0s" "config" ] ++ database;
          variable = "DATABASE";
        }
        {
          option = "kubernixos.cluster.k0s.secrets[1]";
          path = [ "spec" "k0s" "config" "spec" "network" "controlPlaneLoadBalancing" "keepalived" "vrrpInstances" 0 "authPass" ];
          file = "~/vrrp";
        }
      ];
      storage = { type = "kine"; kine.dataSource = ""; };
    };
  };
  "a secret of k0s has one source" = {
    cluster = withK0s {
      secrets = [
        { path = database; }
        { path = [ "spec" "x" ]; valueVariable = "X"; valueFile = "/run/x"; }
      ];
    };
    problems = [
      "kubernixos.cluster.k0s.secrets[0] says not where the secret comes from"
      "kubernixos.cluster.k0s.secrets[1] has both valueFile and valueVariable"
    ];
  };
  "a secret of k0s has a place" = {
    cluster = withK0s {
      config.spec = { storage.kine.dataSource = "sqlite"; list = [ ]; text = "x"; };
      secrets = map (path: { inherit path; valueVariable = "X"; }) [
        database
        [ "metadata" "x" ]
        [ "spec" "list" 0 ]
        [ "spec" "text" "x" ]
        [ "spec" "new" 0 "x" ]
      ];
    };
    problems = [
      "secrets[0].path is [\"spec\",\"storage\",\"kine\",\"dataSource\"], and kubernixos.cluster.k0s.config has a value there"
      "secrets[1].path is [\"metadata\",\"x\"], which is none below `spec`"
      "secrets[2].path is [\"spec\",\"list\",0], and kubernixos.cluster.k0s.config has nothing there"
      "secrets[3].path is [\"spec\",\"text\",\"x\"], and kubernixos.cluster.k0s.config has nothing there"
      "secrets[4].path is [\"spec\",\"new\",0,\"x\"], and kubernixos.cluster.k0s.config has nothing there"
    ];
  };
  "a secret of k0s lies outside the store" = {
    cluster = withK0s { secrets = [ { path = database; valueFile = ./secrets.nix; } ]; };
    problems = [ "kubernixos.cluster.k0s.secrets[0].valueFile is a Nix path" ];
  };
  "no secret is written out in the configuration of k0s, nor in flags" = {
    cluster = pair {
      hosts.b.installFlags = [ "--kubelet-extra-args=--token=abc123def" "--token=abc123def" ];
      k0s.config.spec = {
        storage = { type = "kine"; kine.dataSource = "postgres://k0s:hunter2@db/k0s"; };
        network.controlPlaneLoadBalancing.keepalived.vrrpInstances = [ { authPass = "lab"; } ];
        api.extraArgs = { "oidc-client-id" = "kubernetes"; "service-account-key-file" = "/etc/k0s/sa.pem"; };
        extensions.helm.repositories = [ { name = "x"; url = "https://charts.example.com"; password = "hunter2"; } ];
      };
    };
    problems = [
      "kubernixos.cluster.k0s.config.spec.extensions.helm.repositories[0].password looks like a secret"
      "kubernixos.cluster.k0s.config.spec.storage.kine.dataSource looks like a secret"
      "kubernixos.cluster.hosts.b.installFlags has a flag that looks like a secret"
    ];
  };
  "no secret is written out in a file, nor in raw settings" = {
    cluster = pair {
      hosts.b = {
        files = [ { data = "[auth]\nurl = \"https://me:hunter2@registry.example.com\""; dst = "/etc/k0s/x"; } ];
        settings.novel.apiToken = "hunter2";
      };
      k0sctl.spec.novel = [ { password = "hunter2"; } ];
    };
    problems = [
      "kubernixos.cluster.hosts.b.files[0].data looks like a secret"
      "kubernixos.cluster.k0sctl.spec.novel[0].password looks like a secret"
      "kubernixos.cluster.hosts.b.settings.novel.apiToken looks like a secret"
    ];
  };
  "files that are read here are listed" = {
    cluster = withWorker {
      ssh.keyPath = "~/.ssh/id";
      binary = "/srv/fleet/k0s";
      files = [
        { src = "https://example.com/x"; dst = "/etc/x"; }
        { src = "/srv/fleet/*.toml"; dstDir = "/etc/k0s"; }
      ];
    };
    result = { clusterState, ... }: clusterState.localFiles;
    expected = [
      { option = "kubernixos.cluster.hosts.b.ssh.keyPath"; file = "~/.ssh/id"; use = "secret"; }
      { option = "kubernixos.cluster.hosts.b.files[1].src"; file = "/srv/fleet/*.toml"; use = "sources"; }
      { option = "kubernixos.cluster.hosts.b.binary"; file = "/srv/fleet/k0s"; use = "program"; }
    ];
  };
}
