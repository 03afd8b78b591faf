# The declared host keys, a line each: a port other than 22 stands with the address in brackets.
{ lib }:
let
  inherit (builtins) filter toString;
  inherit (lib) concatMap concatStrings unique;

  line =
    { address, hostKey, port }:
    "${if port == 22 then address else "[${address}]:${toString port}"} ${hostKey}\n";

  endpoints =
    { address, bastion, host, port, transport, ... }:
    (
      if transport == "ssh" || transport == "openSSH" then
        [
          {
            inherit address port;
            inherit (host) hostKey;
          }
        ]
      else
        [ ]
    )
    ++ (if bastion == null then [ ] else [ { inherit (bastion) address hostKey port; } ]);
in
hosts:
concatStrings (
  unique (map line (filter (endpoint: endpoint.hostKey != null) (concatMap endpoints hosts)))
)
