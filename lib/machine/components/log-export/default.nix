{ lib, ... }@kit:
let
  byLines = import ./by-lines.nix kit;
  byUpload = import ./by-upload.nix kit;
in
{ services, ... }:
let
  inherit (services) logExport;
in
lib.optionalAttrs logExport.enable (
  if logExport.transport == "tls-syslog" then byLines logExport else byUpload logExport
)
