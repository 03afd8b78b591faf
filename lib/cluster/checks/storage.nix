# Where the cluster keeps its state.
{ lib }:
let
  inherit (builtins)
    elem
    filter
    isString
    length
    toJSON
    ;
  inherit (lib) attrByPath hasPrefix optional;

  option = "kubernixos.cluster.k0s.config.spec.storage";
in
{ hosts, network, ... }:
let
  inherit (network) storage;
  type = storage.type or "etcd";
  source = attrByPath [ "kine" "dataSource" ] "sqlite" storage;
  controllers = filter (host: host.isController && !host.host.reset) hosts;
in
optional (!elem type [ "etcd" "kine" ])
  "${option}.type is ${toJSON type}. Write `${option}.type = \"etcd\";` or \"kine\"."
++
  optional
    (
      type == "kine" && isString source && hasPrefix "sqlite" source && length controllers > 1
    )
    "${option} is SQLite, a file on one host, and there are ${toString (length controllers)} controllers. Write `${option}.type = \"etcd\";`, or keep one controller."
