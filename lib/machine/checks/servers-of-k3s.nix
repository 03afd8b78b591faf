# The servers of k3s among machines, and what is said about them.
{ lib }:
let
  k3sOf = view: view.machine.services.k3s;
in
{
  inherit k3sOf;
  at = view: "${view.option}.services.k3s";
  serversOf = lib.filter (view: (k3sOf view).enable && (k3sOf view).role == "server");
}
