# Workers that are machines of the hostgroup: their system boots from the network and is installed
# nowhere. What k0sctl installs has to stay, so `/` lies on a disk; a worker without any joins by
# itself, as in ../machines/rack.nix.
let
  addresses = number: "10.40.0.${toString number}";

  machine = number: {
    match.macs = [ "52:54:00:00:02:${toString number}" ];
    network.interfaces.lan = {
      match = [ "enp*" ];
      addresses = [ "${addresses number}/24" ];
      gateway = addresses 1;
      dns = [ (addresses 1) ];
    };
  };

  # Its address, its hostname and the user are those of the machine.
  worker = name: {
    role = "worker";
    machine = name;
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
          controller = {
            role = "controller";
            address = addresses 11;
            ssh.keyPath = "~/.ssh/id_ed25519";
          };
          worker21 = worker "worker21";
          worker22 = worker "worker22";
          worker23 = worker "worker23";
        };
        # Machines that restart together are drained one by one.
        options.concurrency.workerDisruptionPercent = 34;
      };

      kubernixos.machines = {
        worker21 = machine 21;
        worker22 = machine 22;
        worker23 = machine 23;
      };

      kubernixos.machineDefaults = {
        os = {
          root = "LABEL=ROOT";
          flatcar = {
            version = "4593.2.5";
            baseUrl = "http://boot.internal:8080/assets/flatcar/4593.2.5";
            kernel.sha512 = "2e1f26e7c011514945472ada03da205aeee0ed4ee636244899d21c252afa1435bc24d4938494fa1c9d753dffb11309a7ad2032f073ce079d0f92ce51f3536b3d";
            initrd.sha512 = "849e047413aa15c5fd3c845339e71d2846318cde1eeeb670da6df36c536a0958114b941be04aea7a559e9711cfd64702ebb2c7e3e02f06d9cdf6128df1b7772f";
          };
        };
        boot = {
          source = "network";
          server = "http://boot.internal:8080";
          verify = "uefi-only";
        };
        ssh.authorizedKeys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJe7HVOpAq3wuLIFrqhXfAV8Zcnxo8iuUBZk2pr9a2fq admin"
        ];
      };
    }
  ];
}
