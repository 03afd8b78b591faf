# What variables of one image cannot say: a pinned configuration is the one that others serve.
{ lib }:
let
  inherit (builtins) toJSON;
  inherit (lib) optional;
in
{ machine, option, ... }:
let
  inherit (machine) boot variables;
in
optional (variables.hostname != null && boot.ignition == "pointer")
  "${option}.hostname cannot come from NODE_HOSTNAME, since ${option}.boot.ignition is \"pointer\": the node takes the configuration of that name alone, which no server has, and would stay down. Write `${option}.hostname = ${toJSON variables.hostname};` and unset the variable, or `${option}.boot.ignition = \"embedded\";`."
++
  optional (variables.ignitionUrl != null && boot.ignition != "url")
    "${option}.boot.ignition is ${toJSON boot.ignition}, and IGN_PATH would replace that configuration. Write `${option}.boot.ignition = \"url\";`, or unset the variable and keep the configuration."
