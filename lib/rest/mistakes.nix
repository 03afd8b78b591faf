# Definitions of options that nobody declares, and that are no options of
# NixOS either: { location; file; hint; } each.
#
# Looks at names only, never at values: those may depend on the result.
{ options }:
let
  inherit (builtins)
    attrNames
    concatMap
    elem
    filter
    head
    length
    removeAttrs
    substring
    tail
    ;
  findNear = import ../near-miss.nix;

  # What NixOS, and what often comes with it, declares at the top.
  nixos = [
    "age"
    "appstream"
    "boot"
    "console"
    "containers"
    "deployment"
    "disko"
    "documentation"
    "ec2"
    "environment"
    "fileSystems"
    "fonts"
    "hardware"
    "home-manager"
    "i18n"
    "ids"
    "image"
    "lib"
    "location"
    "meta"
    "networking"
    "nix"
    "nixpkgs"
    "oci"
    "passthru"
    "powerManagement"
    "programs"
    "qt"
    "security"
    "services"
    "snapraid"
    "sops"
    "sound"
    "specialisation"
    "swapDevices"
    "system"
    "systemd"
    "time"
    "users"
    "virtualisation"
    "xdg"
    "zramSwap"
  ];

  manifest = "Write `kubernixos.manifests.NAME = import FILE;': this is a manifest, not a module.";

  # Names of the parts of a module, which are no options.
  parts = [
    "config"
    "disabledModules"
    "imports"
    "options"
  ];

  # Names that show what was taken for a module.
  hints = {
    _type = "Write lib.mkOrder, lib.mkBefore and lib.mkAfter before the value of an option: they cannot stand around options.";
    apiVersion = manifest;
    kind = manifest;
    modules = "Write `imports = [ … ];' for the modules that a module needs.";
    network = "Write the modules of that hostgroup here, `(import FILE).network.modules': a hostgroup is not a module.";
    outPath = "Write `(SOURCE + \"/module.nix\")': a source tree or a package is not a module.";
  };

  didYouMean =
    location:
    "Did you mean `${builtins.concatStringsSep "." location}'?";

  hintAtTop =
    name:
    let
      near = findNear name (filter (other: other != "_module") (attrNames options));
      nearPart = findNear name parts;
    in
    if elem name nixos then
      null
    else if hints ? ${name} then
      hints.${name}
    else if elem name parts then
      if name == "config" then
        "Remove one of the two: a module has one `config', which holds options."
      else
        "Write `${name}' beside `config', not in it: it is a part of the module, not an option."
    else if near != null then
      didYouMean [ near ]
    else if options.kubernixos ? ${name} then
      didYouMean [ "kubernixos" name ]
    else if nearPart != null then
      didYouMean [ nearPart ]
    else if substring 0 4 name == "kube" then
      didYouMean [ "kubernixos" ]
    else
      null;

  # In the user's own sets of options every name has to be declared.
  hintBelow =
    location: siblings: name:
    let
      near = findNear name (attrNames siblings);
    in
    if name == "_type" then
      hints._type
    else if near != null then
      didYouMean (location ++ [ near ])
    else if elem (head location) nixos then
      null
    else if head location == "kubernixos" then
      "The options are ${builtins.concatStringsSep ", " (attrNames siblings)}."
    else
      "Write `options.${builtins.concatStringsSep "." (location ++ [ name ])} = lib.mkOption { … };' in a module to declare it.";

  find =
    location: siblings: file: value:
    concatMap (
      name:
      let
        hint = if location == [ ] then hintAtTop name else hintBelow location siblings name;
      in
      if siblings ? ${name} then
        find (location ++ [ name ]) siblings.${name} file value.${name}
      else if hint == null then
        [ ]
      else
        [
          {
            location = location ++ [ name ];
            inherit file hint;
          }
        ]
    ) (attrNames value);
in
definition: find [ ] options definition.file definition.value
