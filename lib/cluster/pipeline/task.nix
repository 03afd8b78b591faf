# One verb of kubernixos as one task: a list of words, and no shell.
{ lib }:
let
  inherit (builtins) listToAttrs;
  inherit (lib) optionalAttrs;
  inherit (import ./words.nix { inherit lib; }) reference references;

  imageOf =
    { image, variables, ... }:
    {
      type = "registry-image";
      source = {
        inherit (image) repository tag;
      }
      // references {
        username = variables.registryUsername;
        password = variables.registryPassword;
      };
    }
    // optionalAttrs (image.digest != null) { version = { inherit (image) digest tag; }; };

  valuesOf =
    environment:
    listToAttrs (
      map ({ holder, variable, ... }: {
        name = variable;
        value = reference holder;
      }) environment
    );
in
{ concourse, ... }:
{
  name,
  words ? [ name ],
  environment ? [ ],
  params ? { },
  timeout ? concourse.timeouts.${name},
  attempts ? 1,
  # Directories that it writes and later steps read.
  outputs ? [ ],
}:
{
  task = name;
  inherit timeout;
  config = {
    platform = "linux";
    image_resource = imageOf concourse;
    inputs = [ { name = "config"; } ];
    outputs = map (name: { inherit name; }) outputs;
    params = valuesOf environment // params;
    run = {
      path = "kubernixos";
      args = [
        "config/${toString concourse.hostgroup}"
        "cluster"
      ]
      ++ words;
    };
  };
}
// optionalAttrs (attempts > 1) { inherit attempts; }
