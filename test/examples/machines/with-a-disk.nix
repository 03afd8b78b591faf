# Machines that boot from sticks, with a disk that `/` lies on: k3s keeps its cluster on them, in etcd.
# The disk is partitioned at the first start, and left alone afterwards.
let
  node = number: more: {
    hostname = "node${toString number}.example.com";
    match.serial = "4B5RJ1${toString number}";
    services.k3s = more;
    # By its serial number: which disk is /dev/sda may change, and the stick can be it.
    ignition.extra.storage.disks = [
      {
        device = "/dev/disk/by-id/ata-Samsung_SSD_870_EVO_1TB_S75BNS0X10000${toString number}";
        partitions = [
          {
            label = "ROOT";
            number = 1;
          }
        ];
      }
    ];
  };
in
{
  network.modules = [
    {
      kubernixos.machineDefaults = {
        os = {
          root = "LABEL=ROOT";
          flatcar = {
            version = "4593.2.5";
            kernel.sha512 = "2e1f26e7c011514945472ada03da205aeee0ed4ee636244899d21c252afa1435bc24d4938494fa1c9d753dffb11309a7ad2032f073ce079d0f92ce51f3536b3d";
            initrd.sha512 = "849e047413aa15c5fd3c845339e71d2846318cde1eeeb670da6df36c536a0958114b941be04aea7a559e9711cfd64702ebb2c7e3e02f06d9cdf6128df1b7772f";
          };
        };
        ssh.authorizedKeys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq admin"
        ];

        services.k3s = {
          enable = true;
          version = "v1.33.1+k3s1";
          hash = "sha256-5f7e3b0f0c5d6a4e9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a";
          datastore = "etcd";
          tlsSans = [ "kubernetes.example.com" ];
          settings.disable = [ "traefik" ];
        };
        services.logExport = {
          enable = true;
          transport = "journal-upload";
          url = "https://logs.example.com:19532";
          clientCertificate = true;
        };

        ignition.extra.storage.filesystems = [
          {
            device = "/dev/disk/by-partlabel/ROOT";
            format = "ext4";
            label = "ROOT";
          }
        ];
      };

      kubernixos.machines = {
        node1 = node 1 { clusterInit = true; };
        node2 = node 2 { server = "https://node1.example.com:6443"; };
        node3 = node 3 { server = "https://node1.example.com:6443"; };
      };
    }
  ];
}
