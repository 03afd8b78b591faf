# What is a secret in the texts of files and units, and what is none.
{ digits, k3s, key, lib, ... }:
let
  at = "kubernixos.machines.a";
  file = path: settings: { files.${path} = settings; };
  text = { text = "x\n"; };
  secrets = group: { secrets.registry = group; };
  # Whole tokens would alarm those who look for them in sources.
  some = lib.concatStrings (lib.replicate 4 "hunter2A");
in
{
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
}
