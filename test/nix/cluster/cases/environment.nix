# Variables of hosts, and which of them look like secrets.
{ lib, withWorker, ... }:
let
  inherit (builtins)
    attrNames
    head
    listToAttrs
    map
    ;
  inherit (lib) nameValuePair replicate concatStrings;

  environment = environment: withWorker { inherit environment; };
  nameOf = variable: head (attrNames variable);
  each =
    what: variables: problems:
    listToAttrs (
      map (
        { because, variable }:
        nameValuePair "${what}: ${because}" {
          cluster = environment variable;
          problems = problems (nameOf variable);
        }
      ) variables
    );

  refused = because: variable: { inherit because variable; };
  harmless = refused;
  # Whole tokens would alarm those who look for them in sources.
  some = concatStrings (replicate 4 "hunter2A");

  secrets = [
    (refused "a password" { REGISTRY_PASSWORD = "hunter2"; })
    (refused "a password in short" { DB_PASS = "hunter2"; })
    (refused "a password in short, in one word" { mysqlpwd = "hunter2"; })
    (refused "a personal access token" { GITHUB_PAT = "hunter2"; })
    (refused "a key of an API in one word" { EXAMPLE_APIKEY = "hunter2"; })
    (refused "credentials" { REGISTRY_CREDENTIALS = "hunter2"; })
    (refused "credentials in short" { REGISTRY_CREDS = "hunter2"; })
    (refused "a password of a file in place of its name" { DB_PASSWORD_FILE = "hunter2"; })
    (refused "a proxy with a password" { HTTPS_PROXY = "http://ops:hunter2@proxy.internal:3128"; })
    (refused "a proxy with a token" { HTTP_PROXY = "http://hunter2@proxy.internal:3128"; })
    (refused "a proxy without a scheme" { ALL_PROXY = "ops:hunter2@proxy.internal:3128"; })
    (refused "a web address with a token" { MIRROR = "https://hunter2@git.example.com/k0s"; })
    (refused "a data base with a password" { DATASTORE = "postgres://k0s:hunter2@db/k0s?sslmode=require"; })
    (refused "the second of two addresses" { MIRRORS = "http://a http://b:hunter2@c"; })
    (refused "a private key" { SIGNER = "-----BEGIN EC PRIVATE KEY-----\nhunter2\n"; })
    (refused "a private key of age" { SIGNER = "AGE-SECRET-KEY-1hunter2"; })
    (refused "a token of GitHub" { EXTRA_ARGS = "--with=ghp_${some}"; })
    (refused "a fine token of GitHub" { EXTRA_ARGS = "github_pat_${some}"; })
    (refused "a token of GitLab" { EXTRA_ARGS = "glpat-${some}"; })
    (refused "a key of AWS" { EXTRA_ARGS = "AKIAHUNTER2HUNTER2XY"; })
    (refused "a web token" { EXTRA_ARGS = "eyJ${some}.eyJ${some}.${some}"; })
  ];
  usual = [
    (harmless "a proxy" { HTTP_PROXY = "http://proxy:3128"; })
    (harmless "a proxy by an IPv6 address" { HTTPS_PROXY = "http://[fd00::1]:3128/"; })
    (harmless "a proxy without a scheme" { HTTPS_PROXY = "proxy.internal:3128"; })
    (harmless "hosts without a proxy" { NO_PROXY = "10.0.0.0/8,.svc,.cluster.local,localhost,::1"; })
    (harmless "hosts that a proxy is bypassed for" { PROXY_BYPASS = "10.0.0.0/8"; })
    (harmless "the login of a repository" { MIRROR = "ssh://git@git.example.com:22/k0s"; })
    (harmless "an address with an at sign in its path" { MIRROR = "https://cdn.example.com/@k0s/x"; })
    (harmless "an address for mail" { CONTACT = "ops@example.com"; })
    (harmless "an image by its digest" { PAUSE_IMAGE = "pause:3.10@sha256:7c38f24774e3cbd906d2d33c38354ccf"; })
    (harmless "a file with a password" { DB_PASSWORD_FILE = "/run/secrets/db"; })
    (harmless "a path of programs" { PATH = "/usr/local/bin:/usr/bin:/opt/cni/bin"; })
    (harmless "a part of another word" { GLIBC_COMPAT = "1"; })
    (harmless "a certificate" { CA = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"; })
    (harmless "flags" { GODEBUG = "netdns=go,http2client=0"; })
    (harmless "nothing" { HTTPS_PROXY = ""; })
  ];
in
each "what looks like a secret is refused, without its value" secrets (name: [
  "kubernixos.cluster.hosts.b.environment.${name} looks like a secret"
])
// each "what is usual is valid" usual (_: [ ])
// {
  "variables have names" = {
    cluster = environment { "A B" = "x"; };
    problems = [ "kubernixos.cluster.hosts.b.environment has \"A B\", which is no name of a variable" ];
  };
  "variables are text" = {
    cluster = environment { A = 1; };
    refused = [ "kubernixos.cluster.hosts.b.environment.A" "string" ];
  };
}
