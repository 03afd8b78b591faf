# A controller that is a worker, a worker with Linux and one with Windows. The password is in a
# variable when k0sctl runs, and nowhere else.
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "office";
        k0s = {
          version = "v1.34.1+k0s.0";
          config.spec.network.provider = "calico";
        };

        hosts = {
          linux-1 = {
            role = "controller+worker";
            noTaints = true;
            address = "192.168.10.11";
            openSSH.configPath = "/srv/fleet/ssh_config";
          };

          linux-2 = {
            role = "worker";
            address = "192.168.10.12";
            openSSH.configPath = "/srv/fleet/ssh_config";
            environment.HTTPS_PROXY = "http://proxy.office.example.com:3128";
          };

          windows-1 = {
            role = "worker";
            address = "192.168.10.21";
            winRM = {
              useHTTPS = true;
              caCertPath = "/srv/fleet/office-ca.pem";
              passwordVariable = "WINDOWS_PASSWORD";
            };
          };
        };
      };
    }
  ];
}
