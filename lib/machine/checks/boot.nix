# Ways to boot that exclude each other.
{ lib }:
let
  inherit (builtins) elem toJSON;
  inherit (lib) hasSuffix optional;
  withoutSlashes = import ../without-slashes.nix;
in
{ machine, option, ... }:
let
  inherit (machine) boot;
  at = "${option}.boot";
  isStick = boot.source == "stick";
  hasBios = elem "bios" boot.firmware;
  isFetched = boot.ignition != "embedded";
in
optional (hasBios && machine.arch == "aarch64")
  "${at}.firmware has \"bios\", and machines of ${option}.arch \"aarch64\" have UEFI. Write `${at}.firmware = [ \"uefi\" ];`."
++
  optional (hasBios && boot.verify == "required")
  "${at}.firmware has \"bios\", where iPXE cannot compare hashes, and ${at}.verify is \"required\". Write `${at}.verify = \"uefi-only\";` to boot there what the network gives, or `${at}.firmware = [ \"uefi\" ];`."
++
  optional (isStick && hasBios && boot.ignition == "embedded")
    "${at}.firmware has \"bios\", where iPXE cannot read the stick, and ${at}.ignition is \"embedded\". Write `${at}.ignition = \"pointer\";`, which pins what is fetched, or `${at}.firmware = [ \"uefi\" ];`."
++
  optional (!isStick && boot.ignition == "embedded")
    "${at}.ignition is \"embedded\", and the machine boots from the network, with no stick to read it from. Write `${at}.ignition = \"pointer\";`."
++
  optional (boot.server != null && hasSuffix "/" boot.server)
    "${at}.server ends with a slash, and another one follows it. Write `${at}.server = ${toJSON (withoutSlashes boot.server)};`."
++
  optional (isFetched && boot.ignitionUrl == null)
    "${at}.ignitionUrl is not set, and ${at}.ignition is ${toJSON boot.ignition}. ${
      if boot.server == null then
        "Write where `kubernixos machine serve` answers, `${at}.server = \"http://boot.internal:8080\";`, or"
      else
        "Write what tells the machine from others, `${option}.match.macs = [ \"52:54:00:12:34:56\" ];`, or"
    } where the configuration is: `${at}.ignitionUrl = \"http://boot.internal:8080/ignition?mac=52-54-00-12-34-56\";`."
++
  optional (!isFetched && boot.ignitionUrl != null)
    "${at}.ignitionUrl is set, and ${at}.ignition is \"embedded\": nothing is fetched. Remove it, or write `${at}.ignition = \"pointer\";`."
++
  optional (boot.ignitionToken && (boot.ignition != "pointer" || !isStick || hasBios))
    "${at}.ignitionToken needs a pointer on a stick for UEFI, since on the kernel's command line all could read it. Write `${at}.ignition = \"pointer\";` and `${at}.firmware = [ \"uefi\" ];`, or remove it."
