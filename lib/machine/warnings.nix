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

  # What is not made of the hostname that a variable says, though it usually is.
  fixedNames =
    { hostname, services, variables, ... }:
    let
      inherit (services) ddns k3s;
      record = head (lib.splitString "." hostname);
    in
    lib.optionals (variables.hostname != null) (
      optional (k3s.enable && k3s.settings ? node-name && k3s.settings.node-name != hostname)
        "services.k3s.settings.node-name"
      ++ optional (ddns.enable && ddns.host != null && ddns.host != record) "services.ddns.host"
    );

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
    ++ map (
      at:
      "NODE_HOSTNAME changes no ${option}.${at}, which is written: another stick of this machine has the same. Remove it, so that it follows the hostname."
    ) (fixedNames machine)
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
