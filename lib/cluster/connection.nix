# How k0sctl reaches a host: the one field for its transport.
{ lib }:
let
  inherit (builtins)
    isBool
    isPath
    mapAttrs
    removeAttrs
    toString
    ;
  inherit (lib) filterAttrs;
  onlySet = import ./only-set.nix { inherit lib; };

  # Nix paths are refused by the checks; here they only must not be copied.
  asText = mapAttrs (_: value: if isPath value then toString value else value);
  onlyTrue = filterAttrs (_: value: !isBool value || value);

  through =
    bastion:
    if bastion == null then null else onlySet (asText (removeAttrs bastion [ "hostKey" ]));

  fields =
    { address, connection, port, transport, ... }:
    onlySet (
      onlyTrue (asText (removeAttrs connection secretFields))
      // {
        inherit address;
        port = if transport == "openSSH" then connection.port else port;
        bastion = through (connection.bastion or null);
      }
    );

  # The password is filled in where the document is used.
  secretFields = [
    "passwordFile"
    "passwordVariable"
  ];
in
{ transport, ... }@host:
if transport == null then
  { }
else
  { ${transport} = if transport == "localhost" then true else fields host; }
