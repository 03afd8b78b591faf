# One server of k3s without a disk: its cluster is kept in Postgres elsewhere, its logs go to
# Papertrail, a service is told that it lives, and two records at Namecheap lead to it. Everything
# secret is on its stick, which `kubernixos machine image` makes.
let
  # As `kubernixos machine fetch-os` prints them.
  flatcar = {
    version = "4593.2.5";
    kernel.sha512 = "2e1f26e7c011514945472ada03da205aeee0ed4ee636244899d21c252afa1435bc24d4938494fa1c9d753dffb11309a7ad2032f073ce079d0f92ce51f3536b3d";
    initrd.sha512 = "849e047413aa15c5fd3c845339e71d2846318cde1eeeb670da6df36c536a0958114b941be04aea7a559e9711cfd64702ebb2c7e3e02f06d9cdf6128df1b7772f";
  };
in
{
  network.modules = [
    {
      kubernixos.machineDefaults = {
        os = { inherit flatcar; };
        ssh.authorizedKeys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq admin"
        ];

        # All cards of the board, as one.
        network.bonds.james.match = [ "eno*" ];

        selinux = "permissive";

        services = {
          k3s = {
            enable = true;
            version = "v1.33.1+k3s1";
            hash = "sha512-1d9d460763784146d0ecfb8ccda26122e8fe5fc1d4e89f5829e6ef8f61a751e44dc62d167baf3abd407561d9a979b50e59805389b01a860f48c2f5641920c5b3";
          };
          logExport.enable = true;
          heartbeat = {
            enable = true;
            checkCluster = true;
          };
          ddns = {
            enable = true;
            primary = "primary";
          };
        };
      };

      kubernixos.machines.node1 = {
        hostname = "node1.example.com";
        match.macs = [ "52:54:00:12:34:56" ];
      };
    }
  ];
}
