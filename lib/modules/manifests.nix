{ lib, ... }:
let
  inherit (lib) mkOption;
  inherit (import ../manifest.nix { inherit lib; }) manifests;
in
{
  options.kubernixos.manifests = mkOption {
    type = manifests;
    default = { };
    description = ''
      The Kubernetes manifests: an attribute set under names of your choice,
      or a list. Modules may mix both; a list item is known by its
      apiVersion/kind/namespace/name.

      Definitions of one manifest merge deeply, also inside lists, whose
      elements are matched by Kubernetes' own merge keys. `lib.mkForce null`
      removes a manifest.

      A priority before the whole set decides about the whole set, as in
      NixOS: all of `manifests = lib.mkDefault { … }` gives way to any other
      definition. Write it before single manifests, or before their fields.
    '';
    example = {
      web = {
        apiVersion = "v1";
        kind = "Service";
        metadata = {
          name = "web";
          namespace = "shop";
        };
        spec = {
          selector.app = "web";
          ports = [ { port = 80; } ];
        };
      };
    };
  };
}
