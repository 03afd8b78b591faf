{
  config,
  lib,
  options,
  ...
}:
let
  inherit (lib) literalMD mkOption types;
  inherit (import ../manifest.nix { inherit lib; }) inspect;

  inherit (import ../transformers.nix { inherit lib; }) named;

  definitions = import ../module-order.nix (import ../definitions.nix options.kubernixos.manifests);
  inspected = inspect options.kubernixos.manifests.loc definitions;

  checkNames = import ./check-names.nix { inherit config lib options; };

  # What is deployed is read from the definitions, which an `apply` does not change.
  checkApply =
    value:
    if options.kubernixos.manifests ? apply then
      throw "The option kubernixos.manifests has an `apply', which would change what modules see and not what is deployed. Write it as a function of one object in `kubernixos.transformers'."
    else
      value;

  release = checkNames (checkApply (
    import ../release {
      inherit (config.kubernixos) deployment manifests;
      defaults = {
        inherit (config.kubernixos) annotations labels namespace;
        declaredScopes = config.kubernixos.scopes;
      };
      transformers = named options.kubernixos.transformers config.kubernixos.transformers;
      inherit (inspected) encoded filesOf;
    }
  ));

  sound =
    value:
    if release.errors == [ ] then
      value
    else
      throw "kubernixos.manifests cannot be deployed:\n${
        builtins.concatStringsSep "\n" (map (error: "- ${error}") release.errors)
      }";
in
{
  options.kubernixos = {
    checksum = mkOption {
      type = types.str;
      readOnly = true;
      default = release.checksum;
      defaultText = literalMD "the checksum of kubernixos.manifests";
      description = ''
        The checksum of all manifests, which labels every one of them. A
        manifest that contains it would change it: that is an infinite
        recursion.
      '';
      example = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7";
    };

    eval = mkOption {
      type = types.unspecified;
      readOnly = true;
      default = sound {
        config = {
          inherit (config.kubernixos)
            checksum
            deployment
            fieldManagers
            leaseNamespace
            server
            version
            ;
        };
        manifests = release.labelled;
      };
      defaultText = literalMD "the settings and the labelled manifests";
      description = "The settings as `config` and the list of labelled manifests as `manifests`.";
      example = {
        config.deployment = "shop";
        manifests = [ ];
      };
    };

    release = mkOption {
      type = types.unspecified;
      readOnly = true;
      internal = true;
      visible = false;
      default = release // {
        locate = import ../locate.nix { inherit lib; } options.kubernixos.manifests.loc definitions;
      };
      defaultText = literalMD "what the command line reads";
      description = "What the command line reads: problems, checksum and encoded manifests, and where their fields are written.";
      example = {
        errors = [ ];
      };
    };
  };
}
