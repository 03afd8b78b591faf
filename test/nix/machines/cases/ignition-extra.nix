# What there is no option for.
{ hash, ignitionOf, k3s, key, ... }:
let
  at = "kubernixos.machines.a";
  file = path: settings: { files.${path} = settings; };
  text = { text = "x\n"; };
in
{
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
  "a user that is there is extended" = {
    machine.ignition.extra.passwd.users = [ { name = "core"; groups = [ "docker" ]; sshAuthorizedKeys = [ "x" ]; } ];
    result = machine: (ignitionOf machine).passwd.users;
    expected = [ { groups = [ "docker" ]; name = "core"; sshAuthorizedKeys = [ key "x" ]; } ];
  };
  "what other options say is not taken away" = {
    machine.ignition.extra = { storage = null; systemd.units = { }; passwd.users = null; ignition = "3.3.0"; };
    problems = [
      "${at}.ignition.extra.ignition is a text, and would remove what other options say there"
      "${at}.ignition.extra.passwd.users is null"
      "${at}.ignition.extra.storage is null, and would remove what other options say there. Remove it."
      "${at}.ignition.extra.systemd.units is a set"
    ];
  };
  "keys are not taken away either" = {
    machine.ignition.extra.passwd.users = [ { name = "core"; sshAuthorizedKeys = null; } ];
    problems = [ "${at}.ignition.extra.passwd.users.core.sshAuthorizedKeys is null" ];
  };
  "nothing that Ignition tells apart is there twice" = {
    machine.ignition.extra = {
      storage.filesystems = [ { device = "/dev/sda1"; format = "ext4"; } { device = "/dev/sda1"; format = "xfs"; } ];
      passwd.groups = [ { name = "x"; } { name = "x"; gid = 9; } ];
    };
    problems = [
      "${at}.ignition.extra.passwd.groups has \"x\" twice"
      "${at}.ignition.extra.storage.filesystems has \"/dev/sda1\" twice"
    ];
  };
  "a unit that is merged in has the name of a unit, and lies with the others" = {
    machine.ignition.extra.systemd.units = [
      { name = "../precious.service"; contents = "x"; }
      { name = "tool"; contents = "x"; }
      { name = "a.service"; dropins = [ { name = "../../b.conf"; contents = "x"; } { name = ".hidden.conf"; } { name = "c"; } { name = "10-right.conf"; } ]; }
      { contents = "x"; }
    ];
    problems = [
      "${at}.ignition.extra.systemd.units has \"../precious.service\", which is no name of a unit"
      "${at}.ignition.extra.systemd.units has \"tool\", which is no name of a unit"
      "units has \"a.service\" with the addition \"../../b.conf\", which systemd would not read"
      "the addition \".hidden.conf\", which"
      "the addition \"c\", which"
    ];
  };
  "additions of other options are not replaced" = {
    machine = {
      services.logExport = { enable = true; transport = "journal-upload"; url = "https://logs.internal"; };
      units."systemd-journal-upload.service".dropins."10-kubernixos.conf" = "[Service]\nNice=1\n";
    };
    problems = [ "${at}.units.\"systemd-journal-upload.service\".dropins has \"10-kubernixos.conf\", which another option makes too" ];
  };
  "nothing lies below a file" = {
    machine = k3s { } // {
      files."/opt/bin/k3s/x" = text;
      ignition.extra.storage.directories = [ { path = "/etc/hostname/a/b"; } ];
    };
    problems = [
      "${at}.files.\"/opt/bin/k3s/x\" lies below \"/opt/bin/k3s\", which is no directory"
      "${at}.ignition.extra.storage has \"/etc/hostname/a/b\" below \"/etc/hostname\", which is no directory"
    ];
  };
  "a file of one's own is no directory of others" = {
    machine = file "/etc/systemd" text // { ignition.extra.storage.files = [ { path = "/etc/systemd/x"; } ]; };
    problems = [ "${at}.files.\"/etc/systemd\" is no directory, and \"/etc/systemd/x\" lies below it" ];
  };
  "no text names the Nix store" = {
    machine = {
      files."/etc/x".text = "${builtins.toFile "x" "y"}/bin/x";
      files."/etc/y".target = "${builtins.toFile "x" "y"}";
      units."x.service".text = "[Service]\nExecStart=${builtins.toFile "x" "y"}\n";
      ignition.extra.storage.disks = [ { device = "${builtins.toFile "x" "y"}"; } ];
      services.k3s.settings.x = [ { type = "derivation"; outPath = builtins.toFile "x" "y"; } ];
    };
    problems = map (option: "${at}.${option} names a path of the Nix store, which the node does not have") [
      "files.\"/etc/x\".text"
      "files.\"/etc/y\".target"
      "ignition.extra.storage.disks[0].device"
      "services.k3s.settings.x[0]"
      "units.\"x.service\".text"
    ];
  };
  "what it fetches is pinned" = {
    machine.ignition.extra = {
      storage.files = [
        { path = "/a"; contents.source = "https://mirror.internal/a"; }
        { path = "/b"; contents = { source = "https://mirror.internal/b"; verification = { inherit hash; }; }; }
        { path = "/c"; contents.source = "data:,c"; append = [ { source = "s3://bucket/c"; } ]; }
      ];
      ignition.security.tls.certificateAuthorities = [ { source = "http://mirror.internal/ca"; } ];
    };
    problems = [
      "${at}.ignition.extra.ignition.security.tls.certificateAuthorities[0].verification.hash is not set"
      "${at}.ignition.extra.storage.files[0].contents.verification.hash is not set: whatever is fetched would be taken"
      "${at}.ignition.extra.storage.files[2].append[0].verification.hash is not set"
    ];
  };
  "it tells no secret to fetch something" = {
    machine.ignition.extra = {
      ignition.proxy.httpsProxy = "https://me:hunter2@proxy.internal";
      storage.files = [
        { path = "/a"; contents = { source = "https://me:hunter2@mirror.internal/a"; verification = { inherit hash; }; }; }
        { path = "/b"; contents = { source = "https://mirror.internal/b?token=hunter2"; verification = { inherit hash; }; }; }
        {
          path = "/c";
          contents = {
            source = "https://mirror.internal/c";
            verification = { inherit hash; };
            httpHeaders = [
              { name = "Authorization"; value = "Bearer hunter2"; }
              { name = "PRIVATE-TOKEN"; value = "hunter2"; }
              { name = "Accept"; value = "text/plain"; }
            ];
          };
        }
      ];
    };
    problems = [
      "${at}.ignition.extra.ignition.proxy.httpsProxy holds a user or a password"
      "${at}.ignition.extra.storage.files[0].contents.source holds a user or a password"
      "${at}.ignition.extra.storage.files[1].contents.source holds what looks like a secret, the parameter token"
      "${at}.ignition.extra.storage.files[2].contents.httpHeaders has \"Authorization\", which looks like a secret"
      "httpHeaders has \"PRIVATE-TOKEN\""
    ];
  };
  "no unit that is merged in holds a secret" = {
    machine.ignition.extra.systemd.units = [
      { name = "a.service"; contents = "[Service]\nEnvironment=DB_PASSWORD=hunter2\n"; }
      { name = "b.service"; dropins = [ { name = "x.conf"; contents = "[Service]\nEnvironment=DB_PASSWORD=hunter2\n"; } ]; }
    ];
    problems = [
      "${at}.ignition.extra.systemd.units[0].contents holds what looks like a secret"
      "${at}.ignition.extra.systemd.units[1].dropins[0].contents holds what looks like a secret"
    ];
  };
  "nothing is merged in among the secrets" = {
    machine.ignition.extra.storage = {
      directories = [ { path = "/secrets"; } { path = "/secretsauce"; } ];
      files = [ { path = "/secrets/x"; } ];
    };
    problems = [
      "${at}.ignition.extra.storage has \"/secrets\" on the volume of secrets"
      "${at}.ignition.extra.storage has \"/secrets/x\" on the volume of secrets"
    ];
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
