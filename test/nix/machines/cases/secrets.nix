# Secrets of one's own, and who needs them.
{ digits, ignitionOf, k0s, k3s, key, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a";
  file = path: settings: { files.${path} = settings; };
  secrets = group: { secrets.registry = group; };
in
{
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
}
