# What is booted, and how the node gets its configuration.
{ digits, hash, ignitionOf, lib, plain, sha512, ... }:
let
  url = "https://boot.internal/ignition?mac=52-54-00-12-34-56&x=1";
  pointer = { boot = { ignition = "pointer"; ignitionUrl = url; }; };
  at = "kubernixos.machines.a";
  certificate = "-----BEGIN CERTIFICATE-----\n${digits 64 "A"}\n-----END CERTIFICATE-----\n";
  has = phrase: text: lib.hasInfix phrase text;
in
{
  "version and hashes have to be there" = {
    modules = [ { kubernixos.machines.a.ssh = plain.ssh; } ];
    problems = [
      "${at}.os.flatcar.version is not set"
      "${at}.os.flatcar.kernel.sha512 is not set: whatever is at"
      "${at}.os.flatcar.initrd.sha512 is not set"
    ];
  };
  "what is current is no version" = {
    machine.os.flatcar.version = lib.mkForce "current";
    refused = [ "version of Flatcar" ];
  };
  "a moving directory is refused" = {
    machine.os.flatcar.baseUrl = "https://stable.release.flatcar-linux.net/amd64-usr/current";
    problems = [ "${at}.os.flatcar.kernel.url names `current`" "${at}.os.flatcar.initrd.url names `current`" ];
  };
  "a password in a URL is refused, and not shown" = {
    machine.os.flatcar.kernel.url = "https://me:hunter2@mirror.internal/vmlinuz";
    problems = [ "${at}.os.flatcar.kernel.url holds a user or a password" ];
  };
  "a hash has 128 digits" = {
    machine.os.flatcar.kernel.sha512 = lib.mkForce "abc";
    refused = [ "SHA-512 of 128 hexadecimal digits" ];
  };
  "files are where Flatcar publishes them" = {
    machine = { arch = "aarch64"; os.flatcar.channel = "lts"; };
    result = machine: machine.os.initrd.url;
    expected = "https://lts.release.flatcar-linux.net/arm64-usr/4593.2.5/flatcar_production_pxe_image.cpio.gz";
  };
  "the script compares both files before it boots" = {
    machine = { };
    result = { ipxeScript, ... }: lib.splitString "\n" ipxeScript;
    expected = [
      "#!ipxe"
      "echo a: Flatcar 4593.2.5"
      "dhcp || goto failed"
      "kernel --name kernel https://stable.release.flatcar-linux.net/amd64-usr/4593.2.5/flatcar_production_pxe.vmlinuz initrd=initrd.magic flatcar.first_boot=1 || goto failed"
      "initrd --name initrd https://stable.release.flatcar-linux.net/amd64-usr/4593.2.5/flatcar_production_pxe_image.cpio.gz || goto failed"
      "initrd file:/node.ign /usr/share/oem/config.ign mode=600 mkdir=-1 || goto failed"
      "sha512sum --set kernelsum:hexraw kernel || goto failed"
      "iseq \${kernelsum} ${sha512} || goto wrong"
      "sha512sum --set initrdsum:hexraw initrd || goto failed"
      "iseq \${initrdsum} ${sha512} || goto wrong"
      "boot || goto failed"
      ":wrong"
      "echo a: what was fetched has another hash than is pinned, and is not started"
      "goto again"
      ":failed"
      "echo a: it could not be fetched or started"
      ":again"
      "sleep 15"
      "reboot"
      ""
    ];
  };
  "a BIOS is asked for aloud, since it compares nothing" = {
    machine = lib.recursiveUpdate pointer { boot.firmware = [ "uefi" "bios" ]; };
    problems = [ "${at}.boot.firmware has \"bios\", where iPXE cannot compare hashes" ];
  };
  "a BIOS is asked for aloud from the network too" = {
    machine = lib.recursiveUpdate pointer { boot = { source = "network"; firmware = [ "bios" ]; }; match.serial = "4B5RJ12"; };
    problems = [ "${at}.boot.firmware has \"bios\", where iPXE cannot compare hashes" ];
  };
  "a BIOS reads no configuration from the stick" = {
    machine.boot = { firmware = [ "bios" ]; verify = "uefi-only"; };
    problems = [ "${at}.boot.firmware has \"bios\", where iPXE cannot read the stick" ];
  };
  "a BIOS boots with a pointer" = {
    machine = lib.recursiveUpdate pointer { boot = { firmware = [ "uefi" "bios" ]; verify = "uefi-only"; }; };
    problems = [ ];
  };
  "a BIOS is warned of" = {
    machine = lib.recursiveUpdate pointer { boot = { firmware = [ "uefi" "bios" ]; verify = "uefi-only"; }; };
    warnings = [ "${at}.boot.firmware has \"bios\", where nothing compares" ];
  };
  "with uefi-only a BIOS goes past the comparison" = {
    machine.boot.verify = "uefi-only";
    result = { ipxeScript, ... }: has "iseq \${platform} efi || goto start\nsha512sum" ipxeScript && has ":start\nboot" ipxeScript;
    expected = true;
  };
  "with none there is no comparison" = {
    machine.boot.verify = "none";
    result = { ipxeScript, ... }: has "sha512sum" ipxeScript;
    expected = false;
  };
  "no comparison is warned of" = {
    machine.boot.verify = "none";
    warnings = [ "${at}.boot.verify is \"none\"" ];
  };
  "from the network there is no stick to read" = {
    machine = { boot = { source = "network"; ignition = "embedded"; }; match.serial = "x"; };
    problems = [ "${at}.boot.ignition is \"embedded\", and the machine boots from the network" ];
  };
  "from the network it is a pointer, which needs a URL" = {
    machine = { boot.source = "network"; match.serial = "x"; };
    problems = [ "${at}.boot.ignitionUrl is not set, and ${at}.boot.ignition is \"pointer\"" ];
  };
  "the URL is that of the server for this machine" = {
    machines = {
      a = { boot = { source = "network"; server = "http://boot.internal:8080"; }; match.macs = [ "52:54:00:12:34:5F" ]; };
      b = { boot = { source = "network"; server = "http://boot.internal:8080"; }; match.uuid = "4C4C4544-0042-3510-8052-B4C04F4A3132"; };
      c = { boot = { ignition = "url"; server = "http://boot.internal:8080"; }; match.serial = "4B 5/1"; };
    };
    resultOfAll = kubernixos: map (machine: machine.boot.ignition.url) kubernixos.machineState.machines;
    expected = [
      "http://boot.internal:8080/ignition?mac=52-54-00-12-34-5f"
      "http://boot.internal:8080/ignition?uuid=4c4c4544-0042-3510-8052-b4c04f4a3132"
      "http://boot.internal:8080/ignition?serial=4B%205%2F1"
    ];
  };
  "a server tells machines from each other" = {
    machine.boot = { ignition = "pointer"; server = "http://boot.internal:8080"; };
    problems = [ "${at}.boot.ignitionUrl is not set, and ${at}.boot.ignition is \"pointer\". Write what tells the machine from others" ];
  };
  "machines with ARM have no BIOS" = {
    machine = lib.recursiveUpdate pointer { arch = "aarch64"; boot = { firmware = [ "bios" ]; verify = "none"; }; };
    problems = [ "${at}.boot.firmware has \"bios\", and machines of ${at}.arch \"aarch64\" have UEFI" ];
  };
  "a URL that nobody fetches is refused" = {
    machine.boot.ignitionUrl = url;
    problems = [ "${at}.boot.ignitionUrl is set, and ${at}.boot.ignition is \"embedded\"" ];
  };
  "a URL with a password is refused, and not shown" = {
    machine.boot = { ignition = "pointer"; ignitionUrl = "https://me:hunter2@boot.internal/"; };
    problems = [ "${at}.boot.ignitionUrl holds a user or a password" ];
  };
  "a secret among the parameters of a URL is refused, and not shown" = {
    machine.boot = { ignition = "url"; ignitionUrl = "https://b/ign?mac=x&token=hunter2"; };
    problems = [ "${at}.boot.ignitionUrl holds what looks like a secret, the parameter token" ];
  };
  "a number among the parameters of a URL is none" = {
    machine.files."/x" = { source = "https://a.example/x?max_tokens=400"; inherit hash; };
    problems = [ ];
  };
  "no URL holds a login, which is not shown" = {
    machine = {
      boot = { ignition = "pointer"; server = "https://me:hunter2@boot.internal"; };
      match.serial = "x";
      os.flatcar.baseUrl = "https://me:hunter2@mirror.internal/flatcar";
      services = {
        k3s.url = "https://me:hunter2@mirror.internal/k3s";
        k3s.server = "https://me:hunter2@a:6443";
        k0s.url = "https://hunter2@mirror.internal/k0s";
        logExport.url = "https://me:hunter2@logs.internal";
      };
      files."/x" = { source = "https://me:hunter2@mirror.internal/x"; inherit hash; };
    };
    problems = map (option: "${at}.${option} holds a user or a password") [
      "boot.server"
      "os.flatcar.baseUrl"
      "services.k0s.url"
      "services.k3s.url"
      "services.k3s.server"
      "services.logExport.url"
      "files.\"/x\".source"
    ];
  };
  "a password is not shown where hashes are missing, or whatever is there is taken" = {
    modules = [
      {
        kubernixos.machines.a = {
          inherit (plain) ssh;
          os.flatcar = { version = "4593.2.5"; kernel.url = "https://me:hunter2@mirror.internal/vmlinuz"; };
        };
      }
    ];
    problems = [ "kernel.sha512 is not set" "initrd.sha512 is not set" "kernel.url holds a user or a password" ];
  };
  "a token is not put on the command line" = {
    machine.boot = { ignition = "url"; ignitionUrl = url; ignitionToken = true; };
    problems = [ "${at}.boot.ignitionToken needs a pointer on a stick for UEFI" ];
  };
  "a token without TLS is warned of" = {
    machine.boot = { ignition = "pointer"; ignitionUrl = "http://boot.internal/"; ignitionToken = true; };
    warnings = [ "${at}.boot.ignitionUrl is without TLS" ];
  };
  "a URL alone is warned of" = {
    machine.boot = { ignition = "url"; ignitionUrl = url; };
    warnings = [ "${at}.boot.ignition is \"url\": the node takes whatever configuration" ];
  };
  "a URL alone stands on the command line" = {
    machine.boot = { ignition = "url"; ignitionUrl = url; };
    result = machine: machine.kernelCommandLine;
    expected = "flatcar.first_boot=1 ignition.config.url=${url}";
  };
  "a pointer pins what it points to" = {
    machine = pointer;
    result = machine: machine.boot.ignition.document.ignition.config.replace == {
      source = url;
      verification.hash = "sha512-${builtins.hashString "sha512" machine.ignitionText}";
    };
    expected = true;
  };
  "a pointer stands on the command line, in one word" = {
    machine = pointer;
    result = { boot, kernelCommandLine, ... }: {
      words = builtins.length (lib.splitString " " kernelCommandLine);
      isPlain = builtins.match "flatcar.first_boot=1 ignition.config.url=data:,[A-Za-z0-9%._~-]+" kernelCommandLine != null;
      inherit (boot.ignition) type needsToken;
    };
    expected = { words = 2; isPlain = true; type = "pointer"; needsToken = false; };
  };
  "with a token the pointer lies on the stick" = {
    machine = lib.recursiveUpdate pointer { boot.ignitionToken = true; };
    result = { ipxeScript, kernelCommandLine, ... }: {
      inherit kernelCommandLine;
      reads = has "initrd file:/node.ign" ipxeScript;
    };
    expected = { kernelCommandLine = "flatcar.first_boot=1"; reads = true; };
  };
  "authorities are trusted by the pointer and the configuration" = {
    machine = lib.recursiveUpdate pointer { boot.certificateAuthorities = [ certificate ]; };
    result = machine: map (document: document.ignition.security.tls.certificateAuthorities) [
      machine.boot.ignition.document
      (ignitionOf machine)
    ];
    expected =
      let
        authorities = [ { source = "data:,-----BEGIN%20CERTIFICATE-----%0A${digits 64 "A"}%0A-----END%20CERTIFICATE-----%0A"; } ];
      in
      [ authorities authorities ];
  };
  "a slash at the end of a URL is refused" = {
    machine = { boot = { ignition = "pointer"; server = "http://b:1//"; }; match.serial = "x"; os.flatcar.baseUrl = "http://b:1/flatcar/"; };
    problems = [
      "${at}.os.flatcar.baseUrl ends with a slash, and another one follows it. Write `${at}.os.flatcar.baseUrl = \"http://b:1/flatcar\";`"
      "${at}.boot.server ends with a slash, and another one follows it. Write `${at}.boot.server = \"http://b:1\";`"
    ];
  };
  "certificates are as files have them" = {
    machine.boot.certificateAuthorities = [ "# my authority\r\n${lib.replaceStrings [ "\n" ] [ "\r\n" ] certificate}\nand another\n${certificate}" ];
    problems = [ ];
  };
  "a key beside a certificate is refused" = {
    machine.boot.certificateAuthorities = [ "${certificate}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n" ];
    refused = [ "certificate in PEM" ];
  };
  "a certificate that does not end is refused" = {
    machine.boot.certificateAuthorities = [ "-----BEGIN CERTIFICATE-----\nAAAA\n" ];
    refused = [ "certificate in PEM" ];
  };
  "what is no certificate is refused" = {
    machine.boot.certificateAuthorities = [ "/etc/ca.pem" ];
    refused = [ "certificate in PEM" ];
  };
  "what is pinned is told" = {
    machine = { };
    result = machine: map (part: part.name) machine.parts;
    expected = [ "flatcar initrd" "flatcar kernel" "ignition" ];
  };
}
