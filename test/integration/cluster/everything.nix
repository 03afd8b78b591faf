# Every option of a cluster.
let
  key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
  bastion = {
    address = "bastion.example.com";
    user = "ops";
    port = 2222;
    keyPath = "~/.ssh/bastion";
    hostKey = key;
    options.Compression = true;
  };
  commands = {
    before = [ "echo before $HOME" ];
    after = [ "echo after" ];
  };
in
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "everything";
        user = "ops";
        timeout = "30m";
        k0s = {
          version = "v1.34.1-rc.1+k0s.0";
          dynamicConfig = true;
          telemetry = true;
          config.spec.images.default_pull_policy = "Never";
        };
        api = {
          externalAddress = "10.0.0.100";
          port = 443;
          sans = [ "kubernetes.internal" ];
        };
        ping = {
          ports = [ 6443 ];
          timeout = "1s";
          maxLossPercent = 10;
        };
        options = {
          wait.enabled = true;
          drain = {
            enabled = true;
            gracePeriod = "1m30s";
            timeout = "5m";
            force = false;
            ignoreDaemonSets = false;
            deleteEmptyDirData = false;
            podSelector = "tier!=batch";
            skipWaitForDeleteTimeout = "1s";
          };
          concurrency = {
            limit = 3;
            workerDisruptionPercent = 20;
            uploads = 2;
          };
          evictTaint = {
            enabled = true;
            taint = "example.com/evict=true";
            effect = "PreferNoSchedule";
            controllerWorkers = true;
          };
        };
        k0sctl.spec.k0s.versionChannel = "latest";

        hosts = {
          a = {
            role = "controller+worker";
            noTaints = true;
            address = "a.example.com";
            hostKey = key;
            privateAddress = "10.0.0.1";
            privateInterface = "eth1";
            hostname = "a";
            os = "debian";
            dataDir = "/data/k0s";
            kubeletRootDir = "/data/kubelet";
            installFlags = [ "--debug" ];
            environment."HTTPS_PROXY" = "http://proxy:3128/$x";
            binary = "upload";
            downloadURL = "https://mirror.internal/k0s-%v-%p%x";
            installPath = "/opt/bin/k0s";
            ssh = {
              user = "ops";
              port = 2200;
              keyPath = "~/.ssh/id";
              options = {
                ServerAliveInterval = 15;
                StrictHostKeyChecking = true;
                Ciphers = "aes128-ctr";
              };
              inherit bastion;
            };
            files = [
              {
                name = "one";
                src = ./everything.nix;
                dstDir = "/etc/k0s";
                perm = "0600";
                dirPerm = "0750";
                user = "etcd";
                group = "etcd";
              }
              {
                data = ''
                  first $line
                  and ''${another}
                '';
                dst = "/etc/two";
              }
            ];
            hooks = {
              connect.after = [ "true" ];
              apply = commands;
              upgrade = commands;
              install = commands;
              backup = commands;
              reset = commands;
            };
          };
          b = {
            role = "worker";
            address = "2001:db8::2";
            hostKey = key;
            reset = true;
            binary = "existing";
            openSSH = {
              user = "ops";
              port = 2200;
              keyPath = "~/.ssh/id";
              configPath = "~/.ssh/config";
              options.LogLevel = "ERROR";
              disableMultiplexing = true;
            };
          };
          c = {
            role = "worker";
            address = "10.0.0.3";
            os = "windows";
            winRM = {
              user = "ops";
              port = 15986;
              passwordFile = "/run/secrets/c";
              useHTTPS = true;
              insecure = true;
              useNTLM = true;
              caCertPath = "/srv/ca.pem";
              certPath = "/srv/ops.pem";
              keyPath = "/run/secrets/ops.key";
              tlsServerName = "c.example.com";
              inherit bastion;
            };
          };
          d = {
            role = "controller";
            localhost = true;
            privateAddress = "10.0.0.4";
            binary = "/srv/fleet/k0s";
          };
        };
      };
    }
  ];
}
