# The hosts of a cluster in the order of their names, with what others want to know of them.
{ lib }:
let
  inherit (builtins)
    attrNames
    elem
    filter
    head
    length
    ;
  inherit (lib) imap0 showOption;

  describe =
    hosts: index: name:
    let
      host = hosts.${name};
      transports = filter (transport: host.${transport} != null) [
        "ssh"
        "openSSH"
        "winRM"
      ] ++ (if host.localhost then [ "localhost" ] else [ ]);
      transport = if length transports == 1 then head transports else null;
      connection = if transport == null || transport == "localhost" then { } else host.${transport};
      bastion = connection.bastion or null;
    in
    {
      inherit
        bastion
        connection
        host
        index
        name
        transport
        transports
        ;
      option = showOption [
        "kubernixos"
        "cluster"
        "hosts"
        name
      ];
      address = if transport == "localhost" then "127.0.0.1" else host.address;
      port = portOf transport connection;
      isController = elem host.role [
        "controller"
        "controller+worker"
        "single"
      ];
      isWindows = transport == "winRM" || host.os == "windows";
    };

  portOf =
    transport: connection:
    if transport == null || transport == "localhost" then
      null
    else if connection.port != null then
      connection.port
    else if transport == "winRM" then
      (if connection.useHTTPS then 5986 else 5985)
    else
      22;
in
hosts: imap0 (describe hosts) (attrNames hosts)
