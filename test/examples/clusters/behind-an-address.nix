# Three controllers behind the address of a load balancer, and workers in a private network that
# only a bastion reaches.
let
  bastion = {
    address = "bastion.example.com";
    user = "ops";
    keyPath = "~/.ssh/id_bastion";
  };

  host = role: number: {
    inherit role;
    address = "10.20.0.${toString number}";
    ssh = {
      inherit bastion;
      user = "ops";
      keyPath = "~/.ssh/id_ed25519";
    };
  };
in
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "shop";
        k0s = {
          version = "v1.34.1+k0s.0";
          config.spec = {
            network.provider = "calico";
            storage.type = "etcd";
          };
        };
        api = {
          externalAddress = "kubernetes.shop.example.com";
          sans = [ "10.20.0.10" ];
        };

        hosts = {
          controller-1 = host "controller" 11;
          controller-2 = host "controller" 12;
          controller-3 = host "controller" 13;
          worker-1 = host "worker" 21;
          worker-2 = host "worker" 22;
        };

        options = {
          drain.gracePeriod = "3m";
          concurrency.workerDisruptionPercent = 50;
        };
        ping.timeout = "10s";
        timeout = "45m";
      };
    }
  ];
}
