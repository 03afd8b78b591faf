# Every option of the pipeline.
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";
        hosts.a = {
          role = "controller";
          address = "10.20.0.11";
          ssh.keyPath = "~/.ssh/id_ed25519";
          # A file of the repository.
          files = [
            {
              src = ./pipeline.nix;
              dstDir = "/etc/shop";
            }
          ];
        };
        hosts.b = {
          role = "worker";
          address = "worker.example.com";
          winRM.passwordVariable = "WINDOWS_PASSWORD";
        };

        backup = {
          store.git = {
            uri = "git@git.example.com:backups.git";
            committer.email = "shop@example.com";
          };
          recipients = [ "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" ];
          signers = [ "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" ];
          signingKeyVariable = "BACKUP_SIGNING_KEY";
          identityVariable = "BACKUP_IDENTITY";
          drill.host = {
            address = "10.20.0.99";
            ssh = { };
          };
        };

        concourse = {
          repository = {
            uri = "https://git.example.com/fleet.git";
            branch = "production";
            paths = [ "prod.nix" ];
          };
          hostgroup = "prod.nix";
          image = {
            repository = "registry.example.com/kubernixos";
            tag = "0.1.0";
            digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
          };
          environment = {
            BACKUP_IDENTITY = "shop.backup.identity";
            K0SCTL_GPG_KEY = "shop.gpg_key";
          };
          resetHosts = true;
          selfUpdate = true;
          timers = {
            ping = {
              interval = "15m";
              days = [ "Monday" ];
              start = "08:00";
              stop = "18:00";
              location = "Europe/London";
            };
            backup.interval = "24h";
          };
          timeouts.install = "4h";
          mail = {
            from = "concourse@example.com";
            to = [ "ops@example.com" ];
            resourceType = "registry.example.com/mirror/email-resource";
          };
          variables = {
            sshKey = "shop.ssh_key";
            repositoryUsername = "fleet.username";
            repositoryPassword = "fleet.password";
            registryUsername = "registry.username";
            registryPassword = "registry.password";
            smtpHost = "smtp.host";
            smtpPort = "smtp.port";
            smtpUsername = "smtp.username";
            smtpPassword = "smtp.password";
          };
        };
      };
    }
  ];
}
