# k0s on nodes that forget everything at each restart.
{ fileOf, k0s, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a.services";
  onDisk = { os.root = "LABEL=ROOT"; };
  settings = set: k3s { settings = set; };
  keysOf = machine: lib.concatMap (group: map (key: "${group.file}: ${key.name}") group.keys) machine.secrets;
  linesOf = name: machine: lib.splitString "\n" (unitOf name machine).contents;
in
{
  "a worker of k0s is valid" = {
    machine = k0s { };
    problems = [ ];
  };
  "a worker of k0s joins by its token, again at every start" = {
    machine = k0s { extraArgs = [ "--labels=a=b c" "--x=%\"$\\" ]; };
    result = machine: builtins.filter (line: builtins.match "(ExecStart|Condition.*|Restart)=.*" line != null) (linesOf "k0s.service" machine);
    expected = [
      "ConditionFileNotEmpty=/secrets/k0s_token"
      "ExecStart=/opt/bin/k0s worker --token-file=/secrets/k0s_token \"--labels=a=b c\" \"--x=%%\\\"$$\\\\\""
      "Restart=always"
    ];
  };
  "its token is a file of its own" = {
    machine = k0s { };
    result = machine: map (group: { inherit (group) file format; keys = map (key: key.name) group.keys; }) machine.secrets;
    expected = [ { file = "k0s_token"; format = "value"; keys = [ "K0S_TOKEN" ]; } ];
  };
  "a worker joins a cluster" = {
    machine = k0s { joins = false; };
    problems = [ "${at}.k0s.joins is false, and a worker joins a cluster" ];
  };
  "a worker has no configuration" = {
    machine = k0s { settings.spec = { }; };
    problems = [ "${at}.k0s is a worker, which has no configuration" ];
  };
  "a controller in memory is refused" = {
    machine = k0s { role = "controller"; };
    problems = [ "${at}.k0s.role is \"controller\", and `/` lies in memory: its certificates" ];
  };
  "the address of a database is a secret, and not shown" = {
    machine = onDisk // k0s { role = "controller"; settings.spec.storage = { type = "kine"; kine.dataSource = "postgres://u:hunter2@h/db"; }; };
    problems = [ "${at}.k0s.settings.spec.storage.kine.dataSource is a secret" ];
  };
  "a controller reads one configuration" = {
    machine = onDisk // k0s { role = "controller"; secretConfig = true; settings.spec = { }; };
    problems = [ "${at}.k0s.settings and ${at}.k0s.secretConfig are both set" ];
  };
  "a configuration may be a secret" = {
    machine = onDisk // k0s { role = "controller"; joins = false; secretConfig = true; };
    result = machine: {
      start = builtins.filter (lib.hasPrefix "ExecStart=") (linesOf "k0s.service" machine);
      keys = keysOf machine;
      file = fileOf "/etc/k0s/k0s.yaml" machine;
    };
    expected = {
      start = [ "ExecStart=/opt/bin/k0s controller --config=/secrets/k0s_config" ];
      keys = [ "k0s_config: K0S_CONFIG" ];
      file = null;
    };
  };
  "a first controller has no secrets to wait for" = {
    machine = onDisk // k0s { role = "controller"; joins = false; };
    result = machine: {
      lines = builtins.filter (lib.hasInfix "/secrets") (linesOf "k0s.service" machine);
      mount = unitOf "secrets.mount" machine;
    };
    expected = { lines = [ ]; mount = null; };
  };
  "arguments with an option are refused" = {
    machine = k0s { extraArgs = [ "--token-file=/x" "--config" ]; };
    problems = [ "${at}.k0s.extraArgs has --token-file" "${at}.k0s.extraArgs has --config" ];
  };
}
