# A cluster that Concourse looks after: `cluster pipeline` prints its jobs, which call the verbs of this
# hostgroup. Keys are variables of Concourse; none is a file.
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "shop";
        k0s.version = "v1.34.1+k0s.0";

        hosts = {
          controller = {
            role = "controller";
            address = "10.20.0.11";
            hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
            ssh = { };
          };
          worker = {
            role = "worker";
            address = "10.20.0.21";
            hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
            ssh = { };
          };
        };

        backup = {
          store.git = {
            uri = "git@git.example.com:backups.git";
            hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
            committer.email = "shop@example.com";
          };
          recipients = [ "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" ];
          signers = [ "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=" ];
          signingKeyVariable = "BACKUP_SIGNING_KEY";
          identityVariable = "BACKUP_IDENTITY";
          drill.host = {
            address = "10.20.0.99";
            hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOKuuaxE3IAFnmPFftOunmFe7ETIJAewwDBrBaRUGLlf";
            ssh = { };
          };
        };

        concourse = {
          repository = {
            uri = "git@git.example.com:fleet.git";
            paths = [
              "prod.nix"
              "modules"
            ];
          };
          hostgroup = "prod.nix";
          image.repository = "registry.example.com/kubernixos";
          variables.repositoryKey = "fleet_key";

          timers.backup = {
            start = "02:00";
            stop = "04:00";
            location = "Europe/London";
          };
          mail = {
            from = "concourse@example.com";
            to = [ "ops@example.com" ];
          };
        };
      };
    }
  ];
}
