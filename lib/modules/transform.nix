# What is done to all manifests, after they are merged and before the checksum.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../transformers.nix { inherit lib; }) transformers;

  # Strings by key, of which one is ours to write.
  strings =
    reserved:
    types.addCheck (types.attrsOf types.str) (value: !(value ? ${reserved}))
    // {
      description = "attribute set of strings, without the reserved ${builtins.toJSON reserved}";
    };
in
{
  options.kubernixos = {
    transformers = mkOption {
      type = transformers;
      default = [ ];
      description = ''
        Functions from an object to the object as it should be, or to null if
        it should not be deployed. They are applied in their order to every
        object, once manifests are merged, Lists taken apart, and the default
        namespace and common labels added.
      '';
      example = lib.literalExpression ''
        [ (object: if object.kind == "Secret" then null else object) ]
      '';
    };

    namespace = mkOption {
      type = types.nullOr (types.strMatching "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
      default = null;
      description = ''
        The namespace of all manifests that say none and need one. It must be
        there, or be among the manifests. It is never given to kinds without
        namespaces; see `kubernixos.scopes` for kinds of your own.
      '';
      example = "shop";
    };

    scopes = mkOption {
      type = types.attrsOf (
        types.enum [
          "Cluster"
          "Namespaced"
        ]
      );
      default = { };
      description = ''
        Whether objects live in a namespace, by GROUP/KIND: needed with
        `kubernixos.namespace` for custom kinds whose CustomResourceDefinition
        is not among the manifests.
      '';
      example = {
        "cert-manager.io/Certificate" = "Namespaced";
        "cert-manager.io/ClusterIssuer" = "Cluster";
      };
    };

    labels = mkOption {
      type = strings "kubernixos";
      default = { };
      description = ''
        Labels of all objects, on their own metadata only, never in selectors
        or pod templates. What a manifest says itself wins.
      '';
      example.team = "shop";
    };

    annotations = mkOption {
      type = strings "kubernixos/owner";
      default = { };
      description = "Annotations of all objects. What a manifest says itself wins.";
      example.contact = "shop@example.com";
    };
  };
}
