# What a machine is called, and how it is told from others.
{ key, lib, plain, ... }:
let
  pair = a: b: { inherit a b; };
in
{
  "a machine that boots is valid" = {
    machine = { };
    problems = [ ];
  };
  "it is called as the hostgroup calls it" = {
    machine = { };
    result = machine: machine.hostname;
    expected = "a";
  };
  "a typo is refused" = {
    machine.hostnam = "node1";
    refused = [ "hostnam" "does not exist" ];
  };
  "a typo in a service is refused" = {
    machine.services.k3s.tlsSan = [ ];
    refused = [ "services.k3s.tlsSan" ];
  };
  "a typo in the defaults is refused" = {
    modules = [
      {
        kubernixos.machineDefaults = plain // { sssh = { }; };
        kubernixos.machines.a = { };
      }
    ];
    refused = [ "sssh" ];
  };
  "a name of more than 64 characters is refused" = {
    machine.hostname = "${lib.concatStrings (lib.genList (_: "abcdefg.") 8)}a";
    refused = [ "host name of at most 64 lower case letters" ];
  };
  "a name in capitals is refused" = {
    machine.hostname = "Node1";
    refused = [ "host name of at most 64 lower case letters" ];
  };
  "no machine is called localhost" = {
    machine.hostname = "localhost";
    problems = [ "kubernixos.machines.a.hostname is \"localhost\", which every machine is. Write `kubernixos.machines.a.hostname = \"node1.example.com\";`." ];
  };
  "a machine has a name that iPXE can show" = {
    machines = {
      "a\nshell".hostname = "a";
      "b && sanboot".hostname = "b";
      "c_1.x-y".hostname = "c";
    };
    problems = [
      "kubernixos.machines.\"a\\nshell\" has a name that iPXE would not only show: letters, digits, ., _ and - are fit. Write `kubernixos.machines.a-shell`"
      "Write `kubernixos.machines.b-sanboot`"
    ];
  };
  "no two have the same name" = {
    machines = pair { hostname = "node"; } { hostname = "node"; };
    problems = [ "kubernixos.machines.a.hostname and kubernixos.machines.b.hostname are the same, \"node\"" ];
  };
  "no two have the same card, however it is written" = {
    machines = pair { match.macs = [ "52:54:00:12:34:5F" ]; } { match.macs = [ "52-54-00-12-34-5f" ]; };
    problems = [ "kubernixos.machines.a.match.macs and kubernixos.machines.b.match.macs are the same, \"52:54:00:12:34:5f\"" ];
  };
  "an option is named once, where it says the same twice" = {
    machines = pair { match.macs = [ "52:54:00:12:34:5f" "52:54:00:12:34:5f" ]; } { match.macs = [ "52:54:00:12:34:5f" ]; };
    problems = [ "kubernixos.machines.a.match.macs and kubernixos.machines.b.match.macs are the same" ];
  };
  "a card is written once" = {
    machine.match.macs = [ "52:54:00:12:34:5f" "52-54-00-12-34-5f" ];
    problems = [ "kubernixos.machines.a.match.macs has \"52:54:00:12:34:5f\" twice" ];
  };
  "no two have the same UUID" =
    let
      match.uuid = "4C4C4544-0042-3510-8052-b4c04f4a3132";
    in
    {
      machines = pair { inherit match; } { match.uuid = lib.toLower match.uuid; };
      problems = [ "kubernixos.machines.a.match.uuid and kubernixos.machines.b.match.uuid" ];
    };
  "no two have the same serial number" = {
    machines = pair { match.serial = "4B5RJ12"; } { match.serial = "4B5RJ12"; };
    problems = [ "kubernixos.machines.a.match.serial and kubernixos.machines.b.match.serial" ];
  };
  "what tells it from others has one spelling" = {
    machine.match = {
      macs = [ "52-54-00-12-34-5F" "0A:00:00:00:00:01" ];
      uuid = "4C4C4544-0042-3510-8052-B4C04F4A3132";
      serial = "4B 5RJ12";
    };
    result = machine: machine.match;
    expected = {
      macs = [ "0a:00:00:00:00:01" "52:54:00:12:34:5f" ];
      uuid = "4c4c4544-0042-3510-8052-b4c04f4a3132";
      serial = "4B 5RJ12";
    };
  };
  "what is no address of a card is refused" = {
    machine.match.macs = [ "52:54:00:12:34" ];
    refused = [ "address of a network card" ];
  };
  "from the network it has to be told from others" = {
    machine.boot = { source = "network"; ignitionUrl = "http://boot.internal/ignition"; };
    problems = [ "kubernixos.machines.a.match is empty, and the machine boots from the network" ];
  };
  "somebody can log in" = {
    modules = [ { kubernixos.machines.a = plain // { ssh.authorizedKeys = [ ]; }; } ];
    problems = [ "kubernixos.machines.a.ssh.authorizedKeys is empty: nobody could log in" ];
  };
  "keys are public keys" = {
    machine.ssh.authorizedKeys = [ "ssh-ed25519" "AAAAC3Nz me" "~/.ssh/id_rsa.pub" ];
    problems = [
      "kubernixos.machines.a.ssh.authorizedKeys[1] is no public key"
      "kubernixos.machines.a.ssh.authorizedKeys[2] is no public key"
      "kubernixos.machines.a.ssh.authorizedKeys[3] is no public key"
    ];
  };
  "a key may be the text of its file" = {
    machine.ssh.authorizedKeys = [ "${key}\n" "${key}2\r\n" ];
    result = machine: (builtins.head (builtins.fromJSON machine.ignitionText).passwd.users).sshAuthorizedKeys;
    expected = [ key "${key}2" ];
  };
  "a private key is not shown" = {
    machine.ssh.authorizedKeys = [ "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2" ];
    problems = [ "kubernixos.machines.a.ssh.authorizedKeys[1] is a private key" ];
  };
  "keys may have options, and be of hardware" = {
    machine.ssh.authorizedKeys = [
      "from=\"10.0.0.0/8\" ${key}"
      "sk-ssh-ed25519@openssh.com AAAAGnNr me@laptop"
      "ecdsa-sha2-nistp256 AAAAE2Vj"
    ];
    problems = [ ];
  };
  "keys of the defaults and of a machine are joined" = {
    machine.ssh.authorizedKeys = [ "ssh-rsa AAAAB3Nz other" ];
    result = machine: (builtins.head (builtins.fromJSON machine.ignitionText).passwd.users).sshAuthorizedKeys;
    expected = [ key "ssh-rsa AAAAB3Nz other" ];
  };
  "a key that the defaults have too is there once, which Ignition wants" = {
    machine.ssh.authorizedKeys = [ key ];
    result = machine: (builtins.head (builtins.fromJSON machine.ignitionText).passwd.users).sshAuthorizedKeys;
    expected = [ key ];
  };
  "a machine replaces what the defaults only suggest" = {
    modules = [
      {
        kubernixos.machineDefaults =
          { lib, name, ... }:
          plain // {
            hostname = lib.mkDefault "${name}.example.com";
            selinux = lib.mkDefault "permissive";
          };
        kubernixos.machines = { a.selinux = "enforcing"; b = { }; };
      }
    ];
    resultOfAll = kubernixos: {
      names = map (machine: machine.hostname) kubernixos.machineState.machines;
      selinux = map (machine: machine.selinux) (builtins.attrValues kubernixos.machines);
    };
    expected = {
      names = [ "a.example.com" "b.example.com" ];
      selinux = [ "enforcing" "permissive" ];
    };
  };
  "others reach it by its first static address, else by its name" = {
    machines = {
      a.hostname = "a.example.com";
      b.network.interfaces.lan = { match = [ "eno1" ]; addresses = [ "10.0.0.2/24" ]; };
      c.address = "10.9.9.9";
    };
    resultOfAll = kubernixos: map (machine: machine.address) (builtins.attrValues kubernixos.machines);
    expected = [ "a.example.com" "10.0.0.2" "10.9.9.9" ];
  };
  "without machines there is nothing" = {
    modules = [ { } ];
    resultOfAll = kubernixos: kubernixos.machineState;
    expected = { machines = [ ]; problems = [ ]; warnings = [ ]; };
  };
}
