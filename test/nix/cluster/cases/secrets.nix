# Names of files with secrets, and what stands for these in the document.
{ pair, withOnly, withWorker, ... }:
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
