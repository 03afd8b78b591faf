{ lib }:
let
  inherit (lib) optional optionals;
in
{ machine, option, ... }:
let
  inherit (machine.services) ddns k3s;
  at = "${option}.services.ddns";
in
optionals ddns.enable (
  optional (ddns.domain == null)
    "${at}.domain is not set, and the hostname ${builtins.toJSON machine.hostname} tells none. Write `${at}.domain = \"example.com\";`."
  ++
    optional (ddns.interface == null)
      "${at}.interface is not set: nobody knows whose address the record gets. Write `${at}.interface = \"eno1\";`."
  ++
    optional (ddns.host == null && ddns.primary == null)
      "${at} is enabled, and has no record. Write `${at}.host = \"node1\";`."
  ++
    optional (ddns.primary != null && !(k3s.enable && k3s.role == "server"))
      "${at}.primary is a record of the servers of k3s, and the machine is none. Remove it, or write `${option}.services.k3s.enable = true;`."
  ++
    optional (ddns.primary != null && ddns.primary == ddns.host)
      "${at}.primary and ${at}.host are the same record. Write another name for one of them: `${at}.primary = \"primary\";`."
)
