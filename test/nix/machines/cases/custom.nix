# Files, units, secrets and settings of one's own.
{ digits, fileOf, hash, ignitionOf, k0s, k3s, key, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a";
  file = path: settings: { files.${path} = settings; };
  text = { text = "x\n"; };
  secrets = group: { secrets.registry = group; };
  # Whole tokens would alarm those who look for them in sources.
  some = lib.concatStrings (lib.replicate 4 "hunter2A");
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
  "a link has no mode of its own" = {
    machine.files = { "/a" = { target = "/b"; mode = "0755"; }; "/c" = { target = "/b"; user = "core"; }; "/d".target = "/b"; };
    problems = [ "${at}.files.\"/a\" is a link, which has neither mode nor user nor group" "${at}.files.\"/c\" is a link" ];
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
  "a text may have the line of a private key" = {
    machine.files = lib.mapAttrs (_: text: { inherit text; }) {
      "/opt/bin/double" = "grep -q -- \"-----BEGIN PRIVATE KEY-----\" \"$1\"\n";
      "/opt/bin/single" = "grep -q -- '-----BEGIN PRIVATE KEY-----' /etc/kubernetes/pki/apiserver/front-proxy/client/key.pem\n";
      "/opt/bin/sed" = "sed -n '/-----BEGIN RSA PRIVATE KEY-----/,/-----END RSA PRIVATE KEY-----/p' \"$1\"\n";
      "/opt/bin/sum" = "# nothing with -----BEGIN PRIVATE KEY-----\nsha256sum --check sums\n";
      "/opt/bin/case" = "# after -----BEGIN PRIVATE KEY-----\nif true; then\n  echo -----END PRIVATE KEY-----\nfi\n";
      "/opt/bin/end" = "-----BEGIN PRIVATE KEY-----\n$key\n-----END PRIVATE KEY-----\n/etc/kubernetes/pki/apiserver/front-proxy/client/key.pem\n";
      "/opt/bin/pgp" = "grep -e '-----BEGIN PGP PRIVATE KEY BLOCK-----' -e AGE-SECRET-KEY-1 \"$1\"\n";
    };
    problems = [ ];
  };
  "a private key is found however its lines end" =
    let
      begin = "-----BEGIN PRIVATE KEY-----";
      texts = {
        a = "${begin}\r\n${digits 64 "A"}";
        b = "key: |\n  ${begin}\n    ${digits 64 "A"}";
        c = "{\"key\":\"${begin}\\n${digits 64 "A"}\\n\"}";
        d = "${begin} ${digits 64 "A"}";
        e = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n";
        f = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${digits 64 "A"}\n";
        g = "x AGE-SECRET-KEY-1${digits 58 "Q"}\n";
        h = "grep \"${begin}\"\n${begin}\n${digits 64 "A"}\n";
      };
    in
    {
      machine.files = lib.mapAttrs' (name: text: lib.nameValuePair "/etc/${name}" { inherit text; }) texts;
      problems = map (name: "${at}.files.\"/etc/${name}\".text holds a private key") (builtins.attrNames texts);
    };
  "no private key is merged in" = {
    machine.ignition.extra.storage.files = [ { path = "/etc/key"; contents.source = "data:,-----BEGIN%20PRIVATE%20KEY-----%0Ahunter2"; } ];
    problems = [ "${at}.ignition.extra.storage.files[0].contents.source holds a private key" ];
  };
  "no unit holds a secret, which is not shown" = {
    machine.units = {
      "a.service".text = "[Service]\nExecStart=/bin/true -----BEGIN PRIVATE KEY-----hunter2\n";
      "b.service".text = "[Service]\nEnvironment=A=b \"DB_PASSWORD=hunter2\"\n";
      "c.service".dropins."10-x.conf" = "[Service]\nExecStart=/usr/bin/curl https://me:hunter2@host/\n";
    };
    problems = [
      "${at}.units.\"a.service\".text holds a private key or a token"
      "${at}.units.\"b.service\".text holds what looks like a secret"
      "${at}.units.\"c.service\".dropins.\"10-x.conf\" holds what looks like a secret"
    ];
  };
  "a unit may name what comes from elsewhere" = {
    machine.units."a.service".text = "[Unit]\nDescription=Asks http://a:1 and mails: ops@example.com\n[Service]\nEnvironment=TOKEN_FILE=/secrets/x PASSWORD=\${OTHER}\nExecStart=/usr/bin/curl https://me:\${TOKEN}@host/\n";
    problems = [ ];
  };
  "a unit may tell where secrets are, and how many" = {
    machine.units."a.service".text = ''
      [Service]
      LoadCredential=db:/secrets/db
      Environment=DB_PASSWORD_FILE=%d/db VAULT_TOKEN_PATH=%t/x CREDENTIALS_DIRECTORY=%d API_KEY_FILE=~/key
      Environment=MAX_TOKENS=4096 PASSWORD_MIN_LENGTH=8 SECRET_BACKEND=file
    '';
    problems = [ ];
  };
  "blanks around the first = of a line do not hide a secret" = {
    machine.units."a.service".text = "[Service]\n\tEnvironment =\tDB_PASSWORD=hunter2\n";
    problems = [ "${at}.units.\"a.service\".text holds what looks like a secret" ];
  };
  "an address for mail after another address is no login" = {
    machine.units."a.service".text = "[Service]\nExecStart=/bin/x {\"url\":\"http://x:80\",\"mail\":\"a@b.c\"}\nExecStart=/bin/x http://10.0.0.1:80,ops@x.y http://a,ops@x.y\n";
    problems = [ ];
  };
  "a login is found by its comma, and among others" = {
    machine.units = {
      "a.service".text = "[Service]\nExecStart=/bin/x http://me:hunter2,x@host/\n";
      "b.service".text = "[Service]\nExecStart=/bin/x {\"a\":\"http://x:80\",\"b\":\"amqp://me:hunter2@host/\"}\n";
      "c.service".text = "[Service]\nExecStart=/bin/x mongodb://me:hunter2@a:1,b:2/ http://me:2hunter2,@host\n";
    };
    problems = map (name: "${at}.units.\"${name}.service\".text holds what looks like a secret") [ "a" "b" "c" ];
  };
  "a file with a secret has a name that begins like one" = {
    machine.units."a.service".text = "[Service]\nEnvironment=DB_PASSWORD_FILE=hunter2\n";
    problems = [ "${at}.units.\"a.service\".text holds what looks like a secret" ];
  };
  "a text may be long" = {
    machine = k3s { settings.x = digits 300000 "x"; } // file "/etc/long" { text = digits 300000 "x"; } // { units."a.service".text = "[Service]\nExecStart=/bin/echo ${digits 300000 "x"}\n"; };
    problems = [ ];
  };
  "words that begin as tokens do are none" = {
    machine = file "/etc/words" { text = "global-unicast-prefix-length global-protect-vpn-client gluster-csi-driver-node-plugin glance-api-deployment-xyz-abc\n"; };
    problems = [ ];
  };
  "tokens of GitLab are found" = {
    machine.files = lib.genAttrs (map (kind: "/etc/${kind}") [ "glagent" "gldt" "glpat" "glrt" ]) (path: {
      text = "x ${builtins.baseNameOf path}-${some}\n";
    });
    problems = map (kind: "${at}.files.\"/etc/${kind}\".text holds a private key or a token") [ "glagent" "gldt" "glpat" "glrt" ];
  };
  "a private key is found in a long text" = {
    machine = file "/etc/long" { text = "-----BEGIN PRIVATE KEY-----\nhunter2\n${digits 300000 "x"}"; };
    problems = [ "text holds a private key" ];
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
  "file and format of a group are the service's" = {
    machine = k3s { } // { secrets.k3s = { file = "x"; format = "value"; keys.K3S_TOKEN.required = false; }; };
    problems = [
      "${at}.secrets.k3s.file is \"x\", and the service reads \"k3s_env\""
      "${at}.secrets.k3s.format is \"value\", and the service reads assignments"
      "${at}.secrets.k3s.keys.K3S_TOKEN.required is for the service to say"
    ];
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
