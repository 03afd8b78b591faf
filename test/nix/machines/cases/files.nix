# Files and links of one's own.
{ fileOf, hash, ignitionOf, k3s, lib, ... }:
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
  "no file has bits that Ignition does not know" = {
    machine = file "/opt/bin/su" (text // { mode = "4755"; });
    problems = [ "${at}.files.\"/opt/bin/su\".mode is \"4755\"" ];
  };
  "a file of another option is left to it" = {
    machine = file "/etc/hostname" text;
    problems = [ "${at}.files.\"/etc/hostname\" is written by other options too" ];
  };
}
