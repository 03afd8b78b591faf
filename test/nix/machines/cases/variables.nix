# What variables of the environment say of one image.
{ digits, fileOf, k3s, lib, plain, unitOf, ... }:
let
  said = more: import ../../../../lib/image-variables.nix (
    {
      machine = "a";
      hostname = null;
      sshKey = null;
      ignitionUrl = null;
    }
    // more
  );
  # A machine of which variables say more, and others that they say nothing of.
  modules = more: machine: others: [
    { kubernixos.machineDefaults = plain; }
    { kubernixos.machines = { a = machine; } // others; }
    (said more)
  ];
  hostname = "node7.example.com";
  url = "http://boot.example.com/a.ign";
  pointer = { boot = { ignition = "pointer"; ignitionUrl = url; }; };
  byUrl = { boot = { ignition = "url"; ignitionUrl = url; }; };
  network = {
    boot = { source = "network"; server = "http://10.0.0.1:8080"; };
    match.serial = "a";
  };
  told = machine: { inherit (machine) hostname kernelCommandLine; };
  at = "kubernixos.machines.a";
in
{
  "the hostname of a variable counts before all that is written, in all that is made of it" = {
    modules = modules { inherit hostname; } (
      { lib, ... }: {
        hostname = lib.mkForce "a.example.com";
        services.ddns = { enable = true; interface = "eno1"; };
      }
    ) { };
    result = machine: {
      inherit (machine) hostname kernelCommandLine;
      file = (fileOf "/etc/hostname" machine).contents.source;
      record = builtins.filter (lib.hasInfix "RECORD=") (
        lib.splitString "\n" (unitOf "host_ddns.service" machine).contents
      );
    };
    expected = {
      inherit hostname;
      kernelCommandLine = "flatcar.first_boot=1";
      file = "data:,node7.example.com%0A";
      record = [ "Environment=\"RECORD=node7\"" ];
    };
  };
  "variables are for one machine" = {
    modules = modules { inherit hostname; sshKey = "ssh-rsa AAAA"; } { } { b = { }; };
    resultOfAll = kubernixos: map told kubernixos.machineState.machines;
    expected = [
      { inherit hostname; kernelCommandLine = "flatcar.first_boot=1 sshkey=\"ssh-rsa AAAA\""; }
      { hostname = "b"; kernelCommandLine = "flatcar.first_boot=1"; }
    ];
  };
  "variables of a machine that is not there make none" = {
    modules = modules { machine = "x"; inherit hostname; } { } { };
    resultOfAll = kubernixos: map (machine: machine.name) kubernixos.machineState.machines;
    expected = [ "a" ];
  };
  "a hostname of a variable is of one machine" = {
    modules = modules { inherit hostname; } { } { b = { inherit hostname; }; };
    problems = [ "${at}.hostname and kubernixos.machines.b.hostname are the same, \"${hostname}\"" ];
  };
  "no variable calls a machine localhost" = {
    modules = modules { hostname = "localhost"; } { } { };
    problems = [ "${at}.hostname is \"localhost\", which every machine is" ];
  };
  "a pinned configuration that a server has does not take the name of a variable" = {
    modules = modules { inherit hostname; } pointer { };
    problems = [ "${at}.hostname cannot come from NODE_HOSTNAME, since ${at}.boot.ignition is \"pointer\"" ];
  };
  "a key of a variable changes nothing of what a server has pinned" = {
    modules = modules { sshKey = "ssh-rsa AAAA"; } pointer { };
    result = machine: [ (lib.hasInfix "ssh-rsa" machine.ignitionText) (lib.hasInfix "sshkey=\"ssh-rsa AAAA\"" machine.kernelCommandLine) ];
    expected = [ false true ];
  };
  "a name that the configuration of an address may not have is warned of" = {
    modules = modules { inherit hostname; } byUrl { };
    warnings = [
      "${at}.boot.ignition is \"url\""
      "NODE_HOSTNAME is told to the node by its kernel alone"
    ];
  };
  "the kernel tells a name that the configuration of an address may not have" = {
    modules = modules { inherit hostname; ignitionUrl = "http://x.example.com/b"; } byUrl { };
    result = machine: machine.kernelCommandLine;
    expected = "flatcar.first_boot=1 ignition.config.url=http://x.example.com/b systemd.hostname=${hostname}";
  };
  "what is written and does not follow the name of a variable is warned of" = {
    modules = modules { inherit hostname; } (
      lib.recursiveUpdate (k3s { settings.node-name = "a"; }) {
        services.ddns = { enable = true; interface = "eno1"; host = "a"; };
      }
    ) { };
    warnings = [
      "NODE_HOSTNAME changes no ${at}.services.k3s.settings.node-name, which is written"
      "NODE_HOSTNAME changes no ${at}.services.ddns.host, which is written"
    ];
  };
  "what follows the name of a variable is not warned of" = {
    modules = modules { inherit hostname; } (
      { config, ... }:
      lib.recursiveUpdate (k3s { settings.node-name = config.hostname; }) {
        services.ddns = { enable = true; interface = "eno1"; };
      }
    ) { };
    warnings = [ ];
  };
  "an address of a variable may be the only one" = {
    modules = modules { ignitionUrl = url; } { boot.ignition = "url"; } { };
    problems = [ ];
  };
  "an address of a variable replaces no configuration that is embedded" = {
    modules = modules { ignitionUrl = url; } { } { };
    problems = [ "${at}.boot.ignition is \"embedded\", and IGN_PATH would replace that configuration" ];
  };
  "an address of a variable replaces no configuration that is pinned" = {
    modules = modules { ignitionUrl = "http://x.example.com/b"; } pointer { };
    problems = [ "${at}.boot.ignition is \"pointer\", and IGN_PATH would replace that configuration" ];
  };
  "a login in an address of a variable is refused" = {
    modules = modules { ignitionUrl = "http://me:hunter2@x.example.com/b"; } byUrl { };
    problems = [ "${at}.boot.ignitionUrl holds a user or a password" ];
  };
  "a token in an address of a variable is refused" = {
    modules = modules { ignitionUrl = "http://x.example.com/b?token=hunter2"; } byUrl { };
    problems = [ "${at}.boot.ignitionUrl holds what looks like a secret, the parameter token" ];
  };
  "a key of a variable that the kernel would cut is refused" = {
    modules = modules { sshKey = "ssh-rsa ${digits 1983 "A"}"; } { } { };
    problems = [ "bytes, and 2020 of them reach the kernel. Remove some of boot.kernelParams, or unset SSH_KEY_PATH" ];
  };
  "a key of a variable that the kernel just takes is valid" = {
    modules = modules { sshKey = "ssh-rsa ${digits 1982 "A"}"; } { } { };
    problems = [ ];
  };
  "where the machine starts from the network variables have no effect" = {
    modules = modules { inherit hostname; sshKey = "ssh-rsa AAAA"; ignitionUrl = "http://me:hunter2@x"; } network { };
    result = machine: [ machine.hostname (lib.hasInfix "sshkey" machine.kernelCommandLine) (lib.hasInfix "hunter2" (builtins.toJSON machine)) ];
    expected = [ "a" false false ];
  };
}
