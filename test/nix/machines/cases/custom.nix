# Files, units, secrets and settings of one's own.
{ fileOf, hash, ignitionOf, k0s, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a";
  file = path: settings: { files.${path} = settings; };
  text = { text = "x\n"; };
  secrets = group: { secrets.registry = group; };
in
{
  "a file is as written, whatever its characters" = {
    machine = file "/etc/motd" { text = "50 % é€😀 \"$\"\n"; mode = "0640"; user = "core"; };
    result = fileOf "/etc/motd";
    expected = {
      contents.source = "data:,50%20%25%20%C3%A9%E2%82%AC%F0%9F%98%80%20%22%24%22%0A";
      mode = 416;
      overwrite = true;
      path = "/etc/motd";
      user.name = "core";
    };
  };
  "the text of a file comes from several modules" = {
    modules = map (line: { kubernixos.machines.a.files."/etc/hosts".text = line; }) [ "a" "b" ];
    resultOfAll = kubernixos: kubernixos.machines.a.files."/etc/hosts".text;
    expected = "b\na";
  };
  "a file is fetched, and pinned" = {
    machine = file "/opt/bin/tool" { source = "https://mirror.internal/tool"; inherit hash; mode = "0755"; };
    result = fileOf "/opt/bin/tool";
    expected = {
      contents = { source = "https://mirror.internal/tool"; verification = { inherit hash; }; };
      mode = 493;
      overwrite = true;
      path = "/opt/bin/tool";
    };
  };
  "a file may be a link" = {
    machine = file "/opt/bin/ls" { target = "/usr/bin/ls"; };
    result = machine: (ignitionOf machine).storage.links;
    expected = [ { hard = false; overwrite = true; path = "/opt/bin/ls"; target = "/usr/bin/ls"; } ];
  };
  "a file is kept where one says so" = {
    machine = file "/etc/motd" (text // { overwrite = false; });
    result = machine: (fileOf "/etc/motd" machine).overwrite;
    expected = false;
  };
  "every file and link replaces what a disk still has" = {
    machine = lib.recursiveUpdate (k3s { datastore = "sqlite"; }) {
      os.root = "LABEL=ROOT";
      selinux = "permissive";
      network.bonds.bond0.match = [ "eno*" ];
      services.heartbeat = { enable = true; checkCluster = true; };
      services.logExport.enable = true;
      files = { "/etc/motd" = text; "/opt/bin/ls".target = "/usr/bin/ls"; };
    };
    result = machine: {
      problems = map (node: node.path) (
        builtins.filter (node: !(node.overwrite or false)) (
          (ignitionOf machine).storage.files ++ (ignitionOf machine).storage.links
        )
      );
      count = builtins.length (ignitionOf machine).storage.files;
    };
    expected = { problems = [ ]; count = 12; };
  };
  "a file that is fetched has a hash" = {
    machine = file "/opt/bin/tool" { source = "https://mirror.internal/tool"; };
    problems = [ "${at}.files.\"/opt/bin/tool\".hash is not set: whatever is fetched would be taken" ];
  };
  "a hash is for what is fetched" = {
    machine = file "/opt/bin/tool" (text // { inherit hash; });
    problems = [ "hash is set, and nothing is fetched" ];
  };
  "a file has one source" = {
    machine = { files."/a" = { }; files."/b" = text // { target = "/c"; }; };
    problems = [ "${at}.files.\"/a\" needs one of text, source and target" "${at}.files.\"/b\" needs one" ];
  };
  "a file has an absolute name" = {
    machine.files = { "etc/motd" = text; "/etc/../motd" = text; "/etc/" = text; };
    problems = [
      "${at}.files.\"/etc/\" is no absolute name"
      "${at}.files.\"/etc/../motd\" is no absolute name"
      "${at}.files.\"etc/motd\" is no absolute name"
    ];
  };
  "no file lies among the secrets" = {
    machine = file "/secrets/x" text;
    problems = [ "${at}.files.\"/secrets/x\" lies on the volume of secrets" ];
  };
  "no file is a private key, which is not shown" = {
    machine = file "/etc/key" { text = "-----BEGIN EC PRIVATE KEY-----\nhunter2"; };
    problems = [ "${at}.files.\"/etc/key\".text holds a private key" ];
  };
  "no file has bits that Ignition does not know" = {
    machine = file "/opt/bin/su" (text // { mode = "4755"; });
    problems = [ "${at}.files.\"/opt/bin/su\".mode is \"4755\"" ];
  };
  "a file of another option is left to it" = {
    machine = file "/etc/hostname" text;
    problems = [ "${at}.files.\"/etc/hostname\" is written by other options too" ];
  };
  "a unit is as written" = {
    machine.units."tool.service" = { enable = true; text = "[Service]\nExecStart=/bin/true\n"; };
    result = unitOf "tool.service";
    expected = { contents = "[Service]\nExecStart=/bin/true\n"; enabled = true; name = "tool.service"; };
  };
  "a unit of the system is masked" = {
    machine.units."update-engine.service".mask = true;
    result = unitOf "update-engine.service";
    expected = { mask = true; name = "update-engine.service"; };
  };
  "a unit of a service gets additions" = {
    machine = k3s { } // { units."k3s.service".dropins."10-memory.conf" = "[Service]\nMemoryMax=2G\n"; };
    result = machine: { inherit (unitOf "k3s.service" machine) dropins enabled; };
    expected = {
      dropins = [ { contents = "[Service]\nMemoryMax=2G\n"; name = "10-memory.conf"; } ];
      enabled = true;
    };
  };
  "a unit of a service is not replaced" = {
    machine = k3s { } // { units."k3s.service".text = "[Service]\n"; };
    problems = [ "${at}.units.\"k3s.service\".text replaces a unit that another option makes" ];
  };
  "a unit has its kind in its name, and its additions end in .conf" = {
    machine.units = { tool.text = "x"; "b.service".dropins.x = "y"; "c.service" = { }; };
    problems = [
      "${at}.units.\"b.service\".dropins has \"x\", which systemd would not read"
      "${at}.units.\"c.service\" says nothing"
      "${at}.units.tool is no name of a unit"
    ];
  };
  "secrets are names" = {
    machine = secrets { keys.REGISTRY_PASSWORD.description = "of the registry"; units = [ "registry.service" ]; };
    result = machine: machine.secrets;
    expected = [
      {
        file = "registry_env";
        format = "environment";
        group = "registry";
        keys = [ { description = "of the registry"; name = "REGISTRY_PASSWORD"; required = true; } ];
        prefixes = [ ];
        reserved = [ ];
        units = [ "registry.service" ];
      }
    ];
  };
  "a unit stays inactive without its secrets" = {
    machine = {
      secrets.registry = { keys.REGISTRY_PASSWORD = { }; units = [ "registry.service" ]; };
      secrets.mirror = { file = "mirror"; format = "value"; keys.MIRROR_KEY = { }; units = [ "registry.service" ]; };
      units."registry.service" = { text = "[Service]\nExecStart=/bin/true\n"; dropins."50-own.conf" = "[Unit]\n"; };
    };
    result = machine: (unitOf "registry.service" machine).dropins;
    expected = [
      {
        contents = "[Unit]\nConditionFileNotEmpty=/secrets/mirror\nConditionFileNotEmpty=/secrets/registry_env\nRequiresMountsFor=/secrets\n";
        name = "10-kubernixos-secrets.conf";
      }
      { contents = "[Unit]\n"; name = "50-own.conf"; }
    ];
  };
  "a unit waits for the file of a service where it needs its secrets" = {
    machine = k0s { } // { secrets.k0s_token = { units = [ "tool.service" ]; }; units."tool.service".text = "[Service]\nExecStart=/bin/true\n"; };
    result = machine: (builtins.head (unitOf "tool.service" machine).dropins).contents;
    expected = "[Unit]\nConditionFileNotEmpty=/secrets/k0s_token\nRequiresMountsFor=/secrets\n";
  };
  "what needs secrets is a unit" = {
    machine = secrets { keys.A = { }; units = [ "registry" ]; };
    problems = [ "${at}.secrets.registry.units has \"registry\", which is no name of a unit. Write it with its kind: `${at}.secrets.registry.units = [ \"registry.service\" ];`" ];
  };
  "where nothing is secret no volume is mounted" = {
    machine.boot = { source = "network"; server = "http://boot.internal:8080"; };
    machine.match.serial = "4B5RJ11";
    result = machine: (ignitionOf machine).systemd.units;
    expected = [ ];
  };
  "what is mounted holds up nothing but its users" = {
    machine = secrets { keys.A = { }; };
    result = machine: lib.hasInfix "\nOptions=ro,nodev,nosuid,noexec,nofail\n" (unitOf "secrets.mount" machine).contents;
    expected = true;
  };
  "a value has no place in Nix" = {
    machine = secrets { keys.REGISTRY_PASSWORD = "hunter3"; };
    refused = [ "REGISTRY_PASSWORD" ];
  };
  "keys are names of variables" = {
    machine = secrets { keys."REGISTRY-PASSWORD" = { }; };
    problems = [ "${at}.secrets.registry.keys has \"REGISTRY-PASSWORD\", which is no name of a variable" ];
  };
  "a file of one value has one key" = {
    machine = secrets { format = "value"; keys = { A = { }; B = { }; }; };
    problems = [ "${at}.secrets.registry.format is \"value\", and it has 2 keys" ];
  };
  "a file has a plain name" = {
    machine = secrets { file = "a b"; keys.A = { }; };
    refused = [ "file name of letters, digits" ];
  };
  "groups have files of their own" = {
    machine.secrets = { a = { file = "x"; keys.A = { }; }; b = { file = "x"; keys.B = { }; }; };
    problems = [ "${at}.secrets has several groups with the file \"x\": a and b" ];
  };
  "a variable belongs to one group" = {
    machine = k3s { } // secrets { keys.K3S_TOKEN = { }; };
    problems = [ "${at}.secrets names K3S_TOKEN twice" ];
  };
  "a group of a service takes further keys" = {
    machine = k3s { } // { secrets.k3s.keys.K3S_AGENT_TOKEN.required = false; };
    result = machine: map (group: map (key: key.name) group.keys) machine.secrets;
    expected = [ [ "K3S_AGENT_TOKEN" "K3S_DATASTORE_ENDPOINT" "K3S_NODE_PASSWORD" "K3S_TOKEN" ] ];
  };
  "what there is no option for is merged in" = {
    machine.ignition.extra = {
      passwd.users = [ { name = "ops"; } ];
      storage.filesystems = [ { device = "/dev/disk/by-partlabel/ROOT"; format = "ext4"; label = "ROOT"; } ];
      ignition.timeouts.httpTotal = 60;
    };
    result = machine: {
      users = map (user: user.name) (ignitionOf machine).passwd.users;
      filesystems = builtins.length (ignitionOf machine).storage.filesystems;
      inherit (ignitionOf machine) ignition;
    };
    expected = {
      users = [ "core" "ops" ];
      filesystems = 1;
      ignition = { timeouts.httpTotal = 60; version = "3.3.0"; };
    };
  };
  "its version is not changed, and no other configuration is fetched" = {
    machine.ignition.extra.ignition = { version = "3.4.0"; config.merge = [ { source = "https://x"; } ]; };
    problems = [ "${at}.ignition.extra.ignition.version is always 3.3.0" "${at}.ignition.extra.ignition.config would" ];
  };
  "what is there already is not there twice" = {
    machine = k3s { } // {
      ignition.extra.storage.files = [ { path = "/etc/hostname"; } ];
      ignition.extra.systemd.units = [ { name = "secrets.mount"; enabled = false; } ];
    };
    problems = [ "${at}.ignition.extra.storage has \"/etc/hostname\"" "${at}.ignition.extra.systemd.units has \"secrets.mount\"" ];
  };
  "it is data" = {
    machine.ignition.extra.x = { y = _: 1; };
    refused = [ "ignition.extra" ];
  };
}
