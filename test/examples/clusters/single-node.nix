# One machine that is the whole cluster, and what runs on it: `cluster install`, then `apply prune`.
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "kiosk";
        k0s.version = "v1.34.1+k0s.0";
        # The only node stays, whatever is done to it.
        options.drain.enabled = false;

        hosts.kiosk = {
          role = "single";
          address = "kiosk.example.com";
          hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";
          ssh = {
            user = "ops";
            keyPath = "~/.ssh/id_ed25519";
          };
          files = [
            {
              name = "greeting";
              dst = "/etc/profile.d/kiosk.sh";
              perm = "0644";
              # k0sctl would replace this variable by one of this machine's.
              data = ''
                echo "This is $HOSTNAME, a node of kiosk."
              '';
            }
          ];
        };
      };

      kubernixos.manifests.greeting = {
        apiVersion = "v1";
        kind = "ConfigMap";
        metadata = {
          name = "greeting";
          namespace = "default";
        };
        data.text = "Welcome.";
      };
    }
  ];
}
