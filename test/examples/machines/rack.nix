# Machines that boot from the network, by UEFI or BIOS, and join a cluster of k0s as workers. Each is
# told from the others by its network card; what it is sent is pinned by a hash.
let
  worker = number: {
    hostname = "worker${toString number}.example.com";
    match.macs = [ "52:54:00:00:01:0${toString number}" ];
    network.interfaces.lan = {
      match = [ "enp*" ];
      addresses = [ "10.30.0.2${toString number}/24" ];
      gateway = "10.30.0.1";
      dns = [ "10.30.0.1" ];
    };
  };
in
{
  network.modules = [
    {
      kubernixos = {
        cluster = {
          name = "rack";
          k0s.version = "v1.34.1+k0s.0";
          hosts.controller1 = {
            role = "controller";
            address = "10.30.0.11";
            ssh.keyPath = "~/.ssh/id_ed25519";
          };
        };

        machineDefaults = {
          os.flatcar = {
            version = "4593.2.5";
            baseUrl = "http://boot.internal:8080/assets/flatcar/4593.2.5";
            kernel.sha512 = "2e1f26e7c011514945472ada03da205aeee0ed4ee636244899d21c252afa1435bc24d4938494fa1c9d753dffb11309a7ad2032f073ce079d0f92ce51f3536b3d";
            initrd.sha512 = "849e047413aa15c5fd3c845339e71d2846318cde1eeeb670da6df36c536a0958114b941be04aea7a559e9711cfd64702ebb2c7e3e02f06d9cdf6128df1b7772f";
          };
          boot = {
            source = "network";
            server = "http://boot.internal:8080";
            verify = "uefi-only";
            consoles = [
              "tty0"
              "ttyS0,115200"
            ];
          };
          ssh.authorizedKeys = [
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq admin"
          ];
          # The version is that of the cluster.
          services.k0s = {
            enable = true;
            hash = "sha256-5f7e3b0f0c5d6a4e9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a";
          };
          files."/etc/sysctl.d/50-search.conf".text = "vm.max_map_count = 262144\n";
          units."update-engine.service".mask = true;
        };

        machines = {
          worker1 = worker 1;
          worker2 = worker 2;
        };

        manifests.greeting = {
          apiVersion = "v1";
          kind = "ConfigMap";
          metadata.name = "greeting";
          metadata.namespace = "default";
          data.text = "hello";
        };
      };
    }
  ];
}
