{
  description = "Runs Kubernetes from Nix: evaluates NixOS modules to manifests, applies them, and prunes what they no longer hold";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";

  outputs = { nixpkgs, ... }: import ./nix/outputs.nix { inherit nixpkgs; };
}
