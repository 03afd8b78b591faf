# What is secret in the configuration of k0sctl: where it belongs, and where it comes from.
{ lib }:
let
  ofK0s = import ./k0s-secrets.nix { inherit lib; };

  passwordOf =
    { connection, index, option, transport, ... }:
    let
      at = {
        option = "${option}.winRM";
        path = [
          "spec"
          "hosts"
          index
          "winRM"
          "password"
        ];
      };
    in
    if transport != "winRM" then
      [ ]
    else if connection.passwordVariable != null then
      [ (at // { variable = connection.passwordVariable; }) ]
    else if connection.passwordFile != null then
      [ (at // { file = toString connection.passwordFile; }) ]
    else
      [ ];
in
cluster: hosts:
lib.concatMap passwordOf hosts ++ ofK0s cluster
