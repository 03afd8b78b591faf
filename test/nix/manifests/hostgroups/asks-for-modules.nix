let
  inherit (import ./nixos.nix) network;
in
{
  network = network // {
    evaluator = "modules";
    modules = [ ];
  };
}
