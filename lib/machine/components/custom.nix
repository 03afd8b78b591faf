# What a machine has beside its services: files, units and secrets of one's own.
{ fetchedFile, lib, link, ownedBy, textFile, ... }:
let
  inherit (builtins) attrNames filter;
  inherit (lib) mapAttrsToList optionalAttrs;

  isLink = files: path: files.${path}.target != null;

  file =
    path:
    { group, hash, mode, overwrite, source, text, user, ... }:
    (
      if source != null then
        fetchedFile path mode {
          inherit hash;
          url = source;
        }
      else
        textFile path mode (toString text)
    )
    // ownedBy user group
    // {
      inherit overwrite;
    };

  unit =
    name:
    { dropins, enable, mask, text }:
    { inherit name; }
    // optionalAttrs (text != null) { contents = text; }
    // optionalAttrs (enable != null) { enabled = enable; }
    // optionalAttrs mask { inherit mask; }
    // optionalAttrs (dropins != { }) {
      dropins = mapAttrsToList (name: contents: { inherit contents name; }) dropins;
    };

  secrets =
    group:
    { file, format, keys, units }:
    {
      inherit
        file
        format
        group
        units
        ;
      prefixes = [ ];
      keys = mapAttrsToList (name: { description, required }: { inherit description name required; }) keys;
    };
in
machine: {
  files = map (path: file path machine.files.${path}) (
    filter (path: !isLink machine.files path) (attrNames machine.files)
  );
  links = map (
    path:
    link path machine.files.${path}.target
    // {
      inherit (machine.files.${path}) overwrite;
    }
  ) (filter (isLink machine.files) (attrNames machine.files));
  units = mapAttrsToList unit machine.units;
  secrets = mapAttrsToList secrets machine.secrets;
}
