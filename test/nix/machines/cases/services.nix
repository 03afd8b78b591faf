# Logs, records in DNS and the network.
{ digits, fileOf, ignitionOf, k3s, lib, unitOf, ... }:
let
  at = "kubernixos.machines.a";
  certificate = "-----BEGIN CERTIFICATE-----\n${digits 64 "A"}\n-----END CERTIFICATE-----\n";
  logs = more: { services.logExport = { enable = true; } // more; };
  upload = more: logs ({ transport = "journal-upload"; url = "https://logs.internal:19532"; } // more);
  ddns = more: { hostname = "node1.example.com"; services.ddns = { enable = true; interface = "eno1"; } // more; };
  linesOf = name: machine: lib.splitString "\n" (unitOf name machine).contents;
  dropinOf = name: machine: (builtins.head (unitOf name machine).dropins).contents;
  bonds = bond: { network.bonds.bond0 = { match = [ "eno*" ]; } // bond; };
  lan = link: { network.interfaces.lan = { match = [ "eno1" ]; } // link; };
in
{
  "logs go by TLS, to who proves to be the receiver" = {
    machine = logs { };
    result = machine: builtins.filter (lib.hasPrefix "Environment=") (linesOf "logexport.service" machine);
    expected = [ "Environment=TLS_OPTIONS=verify=1,capath=/etc/ssl/certs" ];
  };
  "logs go to a receiver of one's own authority" = {
    machine = logs { certificateAuthority = certificate; };
    result = machine: {
      options = builtins.filter (lib.hasPrefix "Environment=") (linesOf "logexport.service" machine);
      isThere = fileOf "/etc/kubernixos/log-authority.pem" machine != null;
    };
    expected = {
      options = [ "Environment=TLS_OPTIONS=verify=1,cafile=/etc/kubernixos/log-authority.pem" ];
      isThere = true;
    };
  };
  "logs without a proof are warned of" = {
    machine = logs { verify = false; };
    warnings = [ "${at}.services.logExport.verify is false" ];
  };
  "SELinux that stops nothing is warned of" = {
    machine.selinux = "permissive";
    warnings = [ "${at}.selinux is \"permissive\"" ];
  };
  "SELinux that stops something is not" = {
    machine.selinux = "enforcing";
    warnings = [ ];
  };
  "systemd-journal-upload needs a URL" = {
    machine = logs { transport = "journal-upload"; };
    problems = [ "${at}.services.logExport.url is not set" ];
  };
  "systemd-journal-upload needs TLS" = {
    machine = upload { url = "http://logs.internal:19532"; };
    problems = [ "${at}.services.logExport.url is without TLS" ];
  };
  "systemd-journal-upload is told by its own configuration" = {
    machine = upload { certificateAuthority = certificate; };
    result = machine: (fileOf "/etc/systemd/journal-upload.conf.d/kubernixos.conf" machine).contents.source;
    expected = "data:,%5BUpload%5D%0AServerCertificateFile%3D-%0AServerKeyFile%3D-%0ATrustedCertificateFile%3D%2Fetc%2Fkubernixos%2Flog-authority.pem%0AURL%3Dhttps%3A%2F%2Flogs.internal%3A19532%0A";
  };
  "systemd-journal-upload trusts the authorities of the system where nothing else is said" = {
    machine = upload { };
    result = machine: (fileOf "/etc/systemd/journal-upload.conf.d/kubernixos.conf" machine).contents.source;
    expected = "data:,%5BUpload%5D%0AServerCertificateFile%3D-%0AServerKeyFile%3D-%0ATrustedCertificateFile%3D%2Fetc%2Fssl%2Fcerts%2Fca-certificates.crt%0AURL%3Dhttps%3A%2F%2Flogs.internal%3A19532%0A";
  };
  "systemd-journal-upload is told to trust anybody as its configuration has it" = {
    machine = upload { verify = false; };
    result = machine: (fileOf "/etc/systemd/journal-upload.conf.d/kubernixos.conf" machine).contents.source;
    expected = "data:,%5BUpload%5D%0AServerCertificateFile%3D-%0AServerKeyFile%3D-%0ATrustedCertificateFile%3D-%0AURL%3Dhttps%3A%2F%2Flogs.internal%3A19532%0A";
  };
  "its key stays among the secrets" = {
    machine = upload { clientCertificate = true; };
    result = machine: {
      files = map (group: "${group.file} ${group.format}") machine.secrets;
      dropin = dropinOf "systemd-journal-upload.service" machine;
    };
    expected = {
      files = [ "logexport_certificate value" "logexport_key value" ];
      dropin = ''
        [Unit]
        ConditionFileNotEmpty=/secrets/logexport_certificate
        ConditionFileNotEmpty=/secrets/logexport_key
        RequiresMountsFor=/secrets

        [Service]
        LoadCredential=certificate:/secrets/logexport_certificate
        LoadCredential=key:/secrets/logexport_key
        Restart=always
        RestartSec=5s
      '';
    };
  };
  "lines over TLS have no URL and no key" = {
    machine = logs { url = "https://logs.internal"; clientCertificate = true; };
    problems = [ "${at}.services.logExport.url is of use with journal-upload only" "clientCertificate is of use" ];
  };
  "a record has a domain, and a network interface" = {
    machine.services.ddns.enable = true;
    problems = [ "${at}.services.ddns.domain is not set" "${at}.services.ddns.interface is not set" ];
  };
  "a record is that of the hostname, with the address of the only bond" = {
    machine = { hostname = "node1.lab.example.com"; services.ddns.enable = true; } // bonds { };
    result = machine: builtins.filter (lib.hasPrefix "Environment=") (linesOf "host_ddns.service" machine);
    expected = [ "Environment=\"DOMAIN=lab.example.com\"" "Environment=\"INTERFACE=bond0\"" "Environment=\"RECORD=node1\"" ];
  };
  "a shared record is for servers of k3s" = {
    machine = ddns { primary = "primary"; };
    problems = [ "${at}.services.ddns.primary is a record of the servers of k3s" ];
  };
  "a shared record is another one" = {
    machine = lib.recursiveUpdate (k3s { }) (ddns { primary = "node1"; });
    problems = [ "${at}.services.ddns.primary and ${at}.services.ddns.host are the same record" ];
  };
  "a shared record is kept by all servers" = {
    machines = { a = k3s { }; b = lib.recursiveUpdate (k3s { }) (ddns { primary = "primary"; }); c = k3s { role = "agent"; server = "https://b:6443"; }; };
    problems = [ "kubernixos.machines.b.services.ddns.primary is \"primary\", and kubernixos.machines.a is a server of k3s without it: while that one is the first that is ready, nobody keeps the record" ];
  };
  "servers share one record" = {
    machines = lib.mapAttrs (name: primary: lib.recursiveUpdate (k3s { }) (ddns { inherit primary; }) // { hostname = "${name}.example.com"; }) { a = "x"; b = "x"; c = "y"; };
    problems = [ "kubernixos.machines.a.services.ddns.primary is \"x\", and kubernixos.machines.c is a server of k3s with another one" ];
  };
  "an address is that of a network interface" = {
    machine = ddns { interface = "eno 1"; };
    refused = [ "services.ddns.interface" "name of a network interface" ];
  };
  "no record at all is refused" = {
    machine = ddns { host = null; };
    problems = [ "${at}.services.ddns is enabled, and has no record" ];
  };
  "the password is the only secret that a record needs" = {
    machine = ddns { };
    result = machine: map (key: { inherit (key) name required; }) (builtins.head machine.secrets).keys;
    expected = [
      { name = "NAMECHEAP_DDNS_INTERFACE"; required = false; }
      { name = "NAMECHEAP_DDNS_PASS"; required = true; }
    ];
  };
  "durations are durations" = {
    machine.services.heartbeat.interval = "soon";
    refused = [ "duration" ];
  };
  "a duration is more than nothing" = {
    machine.services.heartbeat.interval = "0h0s";
    refused = [ "duration of more than nothing" ];
  };
  "a bond has cards" = {
    machine = bonds { match = [ ]; };
    problems = [ "${at}.network.bonds.bond0.match is empty" ];
  };
  "a bond is not among its own cards" = {
    machine = bonds { match = [ "*" ]; };
    problems = [ "${at}.network.bonds.bond0.match has \"*\", which is the bond bond0 itself too" ];
  };
  "a bond is among its own cards by a pattern" = {
    machine = bonds { match = [ "b*" "[ab]ond?" "eno1" ]; };
    problems = [ "${at}.network.bonds.bond0.match has \"b*\", which is the bond" "has \"[ab]ond?\", which is the bond" ];
  };
  "a name that a bond takes is none of an interface" = {
    machine = lib.recursiveUpdate (bonds { }) (lan { addresses = [ "10.0.0.2/24" ]; });
    problems = [ "${at}.network.interfaces.lan.match has \"eno1\", which belongs to ${at}.network.bonds.bond0 by \"eno*\", and a card belongs to one" ];
  };
  "an interface may have the cards that are left" = {
    machine = lib.recursiveUpdate (bonds { match = [ "eno1" "eno.2" ]; }) { network.interfaces = { a.match = [ "eno?" ]; lan.match = [ "eno*" "enoX2" ]; }; };
    problems = [ ];
  };
  "cards of one name are told apart by their addresses" = {
    machine.network.interfaces = {
      a = { match = [ "en*" ]; mac = "52:54:00:12:34:01"; };
      b = { match = [ "en*" ]; mac = "52:54:00:12:34:02"; };
      c.match = [ "en*" "eno2" ];
    };
    problems = [ ];
  };
  "an address does not help where another one takes all of the name" = {
    machine.network.interfaces = {
      a.match = [ "en*" ];
      b = { match = [ "en*" "eno2" ]; mac = "52:54:00:12:34:02"; };
    };
    problems = [
      "${at}.network has \"en*\" in two places"
      "${at}.network.interfaces.b.match has \"eno2\", which belongs to ${at}.network.interfaces.a by \"en*\""
    ];
  };
  "names of cards may have sets" = {
    machine.network.interfaces = {
      a.match = [ "eno[0-3a-c_]" "enp[12]s0" "ens[-1]" "ens[2-]" ];
      b.match = [ "eno4" "enp3s0" "ens?" ];
    };
    problems = [ ];
  };
  "a set of characters matches a name" = {
    machine.network.interfaces = { a.match = [ "eno[0-3]" ]; b.match = [ "eno2" ]; };
    problems = [ "${at}.network.interfaces.b.match has \"eno2\", which belongs to ${at}.network.interfaces.a by \"eno[0-3]\"" ];
  };
  "a set of characters does not go backwards" = {
    machine.network.interfaces = { a.match = [ "eno[z-a]" ]; b.match = [ "eno2" ]; };
    refused = [ "network.interfaces.a.match" "a set such as [0-3]" ];
  };
  "a set of characters ends" = {
    machine = lan { match = [ "eno[1" "eno2" ]; };
    refused = [ "network.interfaces.lan.match" "a set such as [0-3]" ];
  };
  "a set has letters and digits" = {
    machine = lan { match = [ "eno[.]" "eno2" ]; };
    refused = [ "network.interfaces.lan.match" "a set such as [0-3]" ];
  };
  "an address of a card belongs to one" = {
    machine.network.interfaces = { x.mac = "52:54:00:12:34:5f"; y.mac = "52-54-00-12-34-5F"; };
    problems = [ "${at}.network.interfaces.x.mac and ${at}.network.interfaces.y.mac are the same card" ];
  };
  "an interface has a name that is part of a file's" = {
    machine.network.interfaces."lan/1".match = [ "eno1" ];
    problems = [ "${at}.network.interfaces.\"lan/1\" is part of the name of a file" ];
  };
  "two machines with the same static address are warned of" = {
    machines = { a = lan { addresses = [ "10.0.0.2/24" "FD00::2/64" ]; }; b = lan { addresses = [ "10.0.0.2/16" "fd00::2/64" ]; }; };
    warnings = [
      "${at}.network.interfaces.lan.addresses and kubernixos.machines.b.network.interfaces.lan.addresses are the same, \"10.0.0.2\""
      "are the same, \"fd00::2\""
    ];
  };
  "pairs of machines may have links with the same addresses" = {
    machines = lib.genAttrs [ "a" "b" ] (_: lan { addresses = [ "192.168.100.1/30" ]; });
    problems = [ ];
  };
  "no two cards of a machine have the same static address" = {
    machine.network.interfaces = {
      x = { match = [ "eno1" ]; addresses = [ "10.0.0.2/24" ]; };
      y = { match = [ "eno2" ]; addresses = [ "10.0.0.2/16" ]; };
    };
    problems = [ "${at}.network.interfaces.x.addresses and ${at}.network.interfaces.y.addresses are the same, \"10.0.0.2\"" ];
  };
  "an address of the link is that of every link" =
    let
      network.interfaces = lib.genAttrs [ "eno1" "eno2" ] (name: { match = [ name ]; addresses = [ "FE80::1/64" "169.254.0.1/16" ]; });
      machines = { a = { inherit network; }; b = { inherit network; }; };
    in
    {
      inherit machines;
      problems = [ ];
      warnings = [ ];
    };
  "a bond has a name that Linux takes" = {
    machine.network.bonds."a bond".match = [ "eno*" ];
    problems = [ "${at}.network.bonds.\"a bond\" is no name of a network interface" ];
  };
  "a bond without LACP has no rate of it" = {
    machine = bonds { mode = "active-backup"; };
    result = machine: (fileOf "/etc/systemd/network/25-bond0.netdev" machine).contents.source;
    expected = "data:,%5BNetDev%5D%0AKind%3Dbond%0AName%3Dbond0%0A%0A%5BBond%5D%0AMIIMonitorSec%3D1s%0AMode%3Dactive-backup%0A";
  };
  "a network interface matches a card" = {
    machine = lan { match = [ ]; };
    problems = [ "${at}.network.interfaces.lan matches no card" ];
  };
  "a card belongs to one" = {
    machine = lib.recursiveUpdate (bonds { }) { network.interfaces.lan.match = [ "eno*" ]; };
    problems = [ "${at}.network has \"eno*\" in two places" ];
  };
  "an address has the size of its network" = {
    machine = lan { addresses = [ "10.0.0.2" ]; };
    problems = [ "${at}.network.interfaces.lan.addresses has \"10.0.0.2\", without the size of its network" ];
  };
  "a gateway is for a static address" = {
    machine = lan { gateway = "10.0.0.1"; };
    problems = [ "${at}.network.interfaces.lan.gateway is set, and there is no static address" ];
  };
  "a static address is set up as written" = {
    machine = lan { match = [ ]; mac = "52-54-00-12-34-5F"; addresses = [ "10.0.0.2/24" "fd00::2/64" ]; gateway = "10.0.0.1"; dns = [ "10.0.0.1" ]; domains = [ "example.com" ]; mtu = 9000; };
    result = machine: (fileOf "/etc/systemd/network/30-lan.network" machine).contents.source;
    expected = "data:,%5BMatch%5D%0AMACAddress%3D52%3A54%3A00%3A12%3A34%3A5f%0A%0A%5BLink%5D%0AMTUBytes%3D9000%0A%0A%5BNetwork%5D%0AAddress%3D10.0.0.2%2F24%0AAddress%3Dfd00%3A%3A2%2F64%0ADHCP%3Dno%0ADNS%3D10.0.0.1%0ADomains%3Dexample.com%0AGateway%3D10.0.0.1%0A";
  };
}
