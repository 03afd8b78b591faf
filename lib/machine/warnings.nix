# What is allowed, and rarely meant.
{ lib }:
let
  inherit (builtins) elem head toJSON;
  inherit (lib)
    concatMap
    concatStringsSep
    hasPrefix
    optional
    unique
    ;
  staticAddresses = import ./static-addresses.nix { inherit lib; };
  twins = import ../twins.nix { inherit lib; };

  check =
    { machine, option, ... }:
    let
      inherit (machine) boot services;
      at = "${option}.boot";
    in
    optional (boot.verify == "none")
      "${at}.verify is \"none\": iPXE starts whatever the network gives. Write `${at}.verify = \"required\";`."
    ++
      optional (elem "bios" boot.firmware && boot.verify == "uefi-only")
        "${at}.firmware has \"bios\", where nothing compares the system with its hashes."
    ++
      optional (boot.ignition == "url")
        "${at}.ignition is \"url\": the node takes whatever configuration is there. Write `${at}.ignition = \"pointer\";` to pin it."
    ++
      optional (boot.ignition == "url" && machine.variables.hostname != null)
        "NODE_HOSTNAME is told to the node by its kernel alone, since ${at}.ignition is \"url\": a heartbeat, records in DNS and whatever else has the name in it keep that of the configuration which is fetched. Write `${option}.hostname = ${toJSON machine.hostname};` where that is made."
    ++
      optional (boot.ignitionToken && hasPrefix "http://" (toString boot.ignitionUrl))
        "${at}.ignitionUrl is without TLS: others on the network can read the token. Use https."
    ++
      optional (services.logExport.enable && !services.logExport.verify)
        "${option}.services.logExport.verify is false: anybody between the node and the receiver can read its logs."
    ++
      optional (machine.selinux == "permissive")
        "${option}.selinux is \"permissive\": SELinux reports, and stops nothing.";

  # On links that reach one machine only it is meant.
  sameAddress =
    group:
    optional (builtins.length (unique (map (entry: entry.machine) group)) > 1)
      "${concatStringsSep " and " (unique (map (entry: entry.option) group))} are the same, ${toJSON (head group).text}, which works where no network has both. Give each card an address of its own, `addresses = [ \"10.0.0.22/24\" ];`.";
in
views:
concatMap check views
++ concatMap sameAddress (twins (entry: entry.text) (concatMap staticAddresses views))
