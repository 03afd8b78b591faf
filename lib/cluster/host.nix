# One host, as k0sctl's configuration has it.
{ lib }:
let
  inherit (builtins) mapAttrs toString;
  inherit (lib) optionalAttrs recursiveUpdate;
  onlySet = import ./only-set.nix { inherit lib; };
  connect = import ./connection.nix { inherit lib; };

  flags =
    host:
    optionalAttrs host.noTaints { noTaints = true; } // optionalAttrs host.reset { reset = true; };

  binary =
    { binary, downloadURL, installPath, ... }:
    {
      k0sDownloadURL = downloadURL;
      k0sInstallPath = installPath;
    }
    // (
      if binary == "upload" then
        { uploadBinary = true; }
      else if binary == "existing" then
        { useExistingK0s = true; }
      else if binary == "download" then
        { }
      else
        { k0sBinaryPath = toString binary; }
    );

  file = { src, ... }@entry: onlySet (entry // { src = if src == null then null else toString src; });

  # k0sctl knows no NixOS, and of those that it knows this is the one without peculiarities.
  system = os: if os == "nixos" then "debian" else os;
in
{ host, ... }@entry:
recursiveUpdate (onlySet (
  {
    inherit (host)
      dataDir
      environment
      hostname
      installFlags
      kubeletRootDir
      privateAddress
      privateInterface
      role
      ;
    os = system host.os;
    files = map file host.files;
    hooks = onlySet (mapAttrs (_: onlySet) host.hooks);
  }
  // flags host
  // binary host
  // connect entry
)) host.settings
