# Three controllers without a load balancer: workers balance by themselves, and people reach the API
# server by an address that wanders between the controllers.
let
  key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq";

  host = role: number: {
    inherit role;
    address = "2001:db8::${toString number}";
    privateAddress = "10.30.0.${toString number}";
    hostKey = key;
    ssh.keyPath = "/run/secrets/fleet_ed25519";
  };
in
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "lab";
        k0s = {
          version = "v1.34.1+k0s.0";
          config.spec.network = {
            nodeLocalLoadBalancing = {
              enabled = true;
              type = "EnvoyProxy";
            };
            controlPlaneLoadBalancing = {
              enabled = true;
              type = "Keepalived";
              keepalived.vrrpInstances = [
                {
                  virtualIPs = [ "10.30.0.10/24" ];
                  # Not a secret: routers in one network tell each other apart by it.
                  authPass = "lab-vrrp";
                }
              ];
            };
          };
        };

        hosts = {
          controller-1 = host "controller" 11;
          controller-2 = host "controller" 12;
          controller-3 = host "controller" 13;
          worker-1 = host "worker" 21 // {
            # Pods that use a directory of the host are moved by hand.
            hooks.upgrade.before = [ "sudo /usr/local/bin/move-volumes" ];
          };
        };

        options.evictTaint = {
          enabled = true;
          effect = "NoSchedule";
        };
      };
    }
  ];
}
