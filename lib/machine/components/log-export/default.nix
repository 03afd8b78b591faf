{ lib }:
let
  byLines = import ./by-lines.nix { inherit lib; };
  byUpload = import ./by-upload.nix { inherit lib; };
in
{ services, ... }:
let
  inherit (services) logExport;
in
lib.optionalAttrs logExport.enable (
  if logExport.transport == "tls-syslog" then byLines logExport else byUpload logExport
)
