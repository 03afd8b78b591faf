{
  description = "Runs Kubernetes from Nix: evaluates NixOS modules to manifests, applies them, and prunes what they no longer hold";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";

  outputs = { self, nixpkgs }: import ./nix/outputs.nix { inherit self nixpkgs; };
}
