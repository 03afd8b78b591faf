# Backups: stores, keys, retention, drills.
{ host, key, single, three, ... }:
let
  age = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
  signer = "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  openpgp = "8fd7a1c29e0b4d5566778899aabbccddeeff0011";
  keys = {
    recipients = [ age ];
    signers = [ signer ];
  };
  backup = more: single { backup = { store.directory = "/srv/backups"; } // keys // more; };
  into = store: single { backup = { inherit store; } // keys; };
  drill = more: backup { drill.host = { address = "10.0.0.99"; ssh = { }; } // more; };
in
{
  "no backups are made unless they are described" = {
    cluster = single { };
    result = kubernixos: kubernixos.clusterState.backup;
    expected = null;
  };
  "a directory and keys are enough" = {
    cluster = backup { };
    problems = [ ];
  };
  "what the command line reads of backups" = {
    cluster = backup {
      signingKeyFile = "/run/secrets/sign.pem";
      identityVariable = "IDENTITY";
      drill.host = {
        address = "10.0.0.99";
        ssh.keyPath = "~/.ssh/drill";
      };
    };
    result = kubernixos: kubernixos.clusterState.backup;
    expected = {
      prefix = "k0s_backup";
      recipients = [ age ];
      encryption = "age";
      signers = [ signer ];
      signingKey.file = "/run/secrets/sign.pem";
      identity.variable = "IDENTITY";
      store = {
        type = "directory";
        path = "/srv/backups";
      };
      maxAge = "36h";
      retention = {
        last = 7;
        daily = 7;
        weekly = 5;
        monthly = 12;
      };
      drill = {
        maxAge = null;
        host = {
          role = "controller";
          ssh = {
            address = "10.0.0.99";
            keyPath = "~/.ssh/drill";
            port = 22;
            user = "root";
          };
        };
        knownHosts = "";
        localFiles = [
          {
            option = "kubernixos.cluster.backup.drill.host.ssh.keyPath";
            use = "secret";
            file = "~/.ssh/drill";
          }
        ];
      };
    };
  };
  "before there are keys, backups are told to need them" = {
    cluster = single { backup.store.directory = "/srv/backups"; hosts.node.hostKey = key; };
    warnings = [
      "kubernixos.cluster.backup.recipients is empty"
      "kubernixos.cluster.backup.signers is empty"
    ];
  };
  "a store is chosen" = {
    cluster = single { backup = keys; };
    problems = [ "kubernixos.cluster.backup.store says not where" ];
  };
  "there is one store" = {
    cluster = into {
      directory = "/srv/backups";
      git.uri = "git@example.com:b.git";
    };
    problems = [ "kubernixos.cluster.backup.store has several places, directory and git" ];
  };
  "a directory is no Nix path" = {
    cluster = into { directory = ./.; };
    problems = [ "kubernixos.cluster.backup.store.directory is a Nix path" ];
  };
  "a directory is absolute" = {
    cluster = into { directory = "backups"; };
    problems = [ "kubernixos.cluster.backup.store.directory is \"backups\", which depends on" ];
  };
  "the server of a repository is known by its key, as known_hosts has it" = {
    cluster = into { git.uri = "git@example.com:ops/backups.git"; git.hostKey = key; };
    result = kubernixos: kubernixos.clusterState.backup.store.knownHosts;
    expected = "example.com ${key}\n";
  };
  "a server on another port too" = {
    cluster = into { git.uri = "ssh://git@[2001:db8::1]:2222/srv/backups.git"; git.hostKey = key; };
    result = kubernixos: kubernixos.clusterState.backup.store.knownHosts;
    expected = "[2001:db8::1]:2222 ${key}\n";
  };
  "a server on the usual port, with a path from its root" = {
    cluster = into { git.uri = "ops@git.example.com:/srv/backups.git"; git.hostKey = key; };
    result = kubernixos: kubernixos.clusterState.backup.store.knownHosts;
    expected = "git.example.com ${key}\n";
  };
  "a server by a URL with its usual port" = {
    cluster = into { git.uri = "ssh://git.example.com:22/srv/backups.git"; git.hostKey = key; };
    result = kubernixos: kubernixos.clusterState.backup.store.knownHosts;
    expected = "git.example.com ${key}\n";
  };
  "a server by HTTPS has no host key" = {
    cluster = into { git.uri = "https://git.example.com/backups.git"; git.hostKey = key; };
    problems = [ "kubernixos.cluster.backup.store.git.hostKey is for servers by SSH" ];
  };
  "a branch of git will do" = {
    cluster = into { git.uri = "ssh://git@example.com/b.git"; };
    problems = [ ];
  };
  "a password in the address of a repository is refused" = {
    cluster = into { git.uri = "https://me:hunter2@example.com/b.git"; };
    problems = [ "kubernixos.cluster.backup.store.git.uri holds a password" ];
  };
  "a repository of restic has a password" = {
    cluster = into { restic.repository = "/srv/restic"; };
    problems = [ "kubernixos.cluster.backup.store.restic has no password" ];
  };
  "a repository of restic has one password" = {
    cluster = into {
      restic = {
        repository = "/srv/restic";
        passwordFile = "/run/secrets/restic";
        passwordVariable = "RESTIC";
      };
    };
    problems = [ "kubernixos.cluster.backup.store.restic has both passwordFile and passwordVariable" ];
  };
  "the address of a repository of restic holds no password" = {
    cluster = into {
      restic = {
        repository = "rest:https://me:hunter2@example.com/";
        passwordFile = "/run/secrets/restic";
      };
    };
    problems = [ "kubernixos.cluster.backup.store.restic.repository holds a password" ];
  };
  "restic gets credentials of a server by name, and nothing that is ours to set" = {
    cluster = into {
      restic = {
        repository = "s3:https://s3.example.com/b";
        passwordFile = "/run/secrets/restic";
        variables = [
          "AWS_ACCESS_KEY_ID"
          "RESTIC_PASSWORD"
        ];
      };
    };
    problems = [ "kubernixos.cluster.backup.store.restic.variables has [\"RESTIC_PASSWORD\"]" ];
  };
  "a secret file is no Nix path" = {
    cluster = backup { signingKeyFile = ./backup.nix; };
    problems = [ "kubernixos.cluster.backup.signingKeyFile is a Nix path" ];
  };
  "an identity in the Nix store is refused" = {
    cluster = backup { identityFile = "/nix/store/x"; };
    problems = [ "kubernixos.cluster.backup.identityFile lies in the Nix store" ];
  };
  "a key comes from one place" = {
    cluster = backup {
      signingKeyFile = "/run/secrets/sign.pem";
      signingKeyVariable = "SIGN";
      identityFile = "/run/secrets/identity";
      identityVariable = "IDENTITY";
    };
    problems = [
      "kubernixos.cluster.backup has both signingKeyFile and signingKeyVariable"
      "kubernixos.cluster.backup has both identityFile and identityVariable"
    ];
  };
  "recipients of OpenPGP will do" = {
    cluster = backup { recipients = [ openpgp ]; };
    problems = [ ];
  };
  "recipients are of one kind" = {
    cluster = backup {
      recipients = [
        age
        openpgp
      ];
    };
    problems = [ "kubernixos.cluster.backup.recipients has keys of age and of OpenPGP" ];
  };
  "gpg needs no identity of age" = {
    cluster = backup {
      recipients = [ openpgp ];
      identityFile = "/run/secrets/identity";
    };
    problems = [ "kubernixos.cluster.backup.recipients are keys of OpenPGP" ];
  };
  "a short key id is no recipient" = {
    cluster = backup { recipients = [ "AABBCCDD" ]; };
    refused = [ "kubernixos.cluster.backup.recipients" "public key of age, or fingerprint" ];
  };
  "a secret key is no recipient" = {
    cluster = backup { recipients = [ "AGE-SECRET-KEY-1HUNTER2" ]; };
    refused = [ "kubernixos.cluster.backup.recipients" ];
  };
  "a signer is a key of Ed25519" = {
    cluster = backup { signers = [ "ssh-ed25519 AAAA" ]; };
    refused = [ "kubernixos.cluster.backup.signers" "ed25519:" ];
  };
  "at least one backup is kept" = {
    cluster = backup { retention.last = 0; };
    refused = [ "kubernixos.cluster.backup.retention.last" ];
  };
  "an etcd of its own is not in a backup" = {
    cluster = backup { } // {
      k0s = {
        version = "v1.34.1+k0s.0";
        config.spec.storage = {
          type = "etcd";
          etcd.externalCluster.endpoints = [ "https://10.0.0.5:2379" ];
        };
      };
    };
    problems = [ "spec.storage.etcd.externalCluster" ];
  };
  "a database of its own is not in a backup" = {
    cluster = backup { } // {
      k0s = {
        version = "v1.34.1+k0s.0";
        config.spec.storage = {
          type = "kine";
          kine.dataSource = "postgres://db/k0s";
        };
      };
    };
    problems = [ "spec.storage.kine.dataSource" ];
  };
  "SQLite is in a backup" = {
    cluster = backup { } // {
      k0s = {
        version = "v1.34.1+k0s.0";
        config.spec.storage.type = "kine";
      };
    };
    problems = [ ];
  };
  "a host of drills is a controller" = {
    cluster = drill { };
    problems = [ ];
  };
  "a host of drills is no worker" = {
    cluster = drill { role = "worker"; };
    problems = [ "kubernixos.cluster.backup.drill.host.role is \"worker\"" ];
  };
  "a drill never takes a host of the cluster" = {
    cluster = three {
      backup = {
        store.directory = "/srv/backups";
        drill.host = host "controller" 2;
      } // keys;
    };
    problems = [ "as kubernixos.cluster.hosts.b has it: a drill removes k0s and all its data" ];
  };
  "a drill never takes a host by another name for it" = {
    cluster = single {
      hosts.node.hostKey = key;
      backup = {
        store.directory = "/srv/backups";
        drill.host = host "controller" 9 // { address = "node.example.com"; privateAddress = "10.0.0.9"; hostKey = key; };
      };
    };
    problems = [ "kubernixos.cluster.backup.drill.host.hostKey is " ];
  };
  "a drill never takes a host by its private address" = {
    cluster = three {
      hosts.c.privateAddress = "192.168.0.3";
      backup = {
        store.directory = "/srv/backups";
        drill.host = host "controller" 9 // { address = "192.168.0.3"; };
      } // keys;
    };
    problems = [ "is the privateAddress of kubernixos.cluster.hosts.c" ];
  };
  "a host of drills has a key where the others have" = {
    cluster = single {
      hosts.node.hostKey = key;
      backup = {
        store.directory = "/srv/backups";
        drill.host = host "controller" 9;
      } // keys;
    };
    problems = [ "kubernixos.cluster.backup.drill.host.hostKey is not set" ];
  };
  "a host of drills is reached by ssh" = {
    cluster = drill { ssh = null; localhost = true; address = null; };
    problems = [ "kubernixos.cluster.backup.drill.host is reached by localhost" ];
  };
  "a host of drills obeys the rules of hosts" = {
    cluster = drill { address = null; dataDir = "/var/lib"; };
    problems = [
      "kubernixos.cluster.backup.drill.host.address is not set"
      "kubernixos.cluster.backup.drill.host.dataDir is \"/var/lib\""
    ];
  };
  "a slip in the options of backups is found" = {
    cluster = backup { retain.last = 3; };
    refused = [ "kubernixos.cluster.backup" "retain" ];
  };
}
