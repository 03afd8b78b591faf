# Workers without a disk, which boot from an image with k0s in it and forget everything at a reboot:
# k0sctl brings no program to them, and what it writes has to be in the image or comes again.
let
  controller = {
    role = "controller";
    address = "10.40.0.11";
    ssh.keyPath = "~/.ssh/id_ed25519";
  };

  diskless = number: {
    role = "worker";
    address = "10.40.0.${toString number}";
    hostname = "diskless-${toString number}";
    os = "nixos";
    binary = "existing";
    # On a volume that outlives a reboot.
    dataDir = "/secrets/k0s";
    ssh.keyPath = "~/.ssh/id_ed25519";
  };
in
{
  network.modules = [
    {
      kubernixos.cluster = {
        name = "farm";
        k0s.version = "v1.34.1+k0s.0";
        hosts = {
          inherit controller;
          diskless-101 = diskless 101;
          diskless-102 = diskless 102;
          diskless-103 = diskless 103;
        };
        # Machines that reboot together are drained one by one.
        options.concurrency.workerDisruptionPercent = 34;
      };
    }
  ];
}
