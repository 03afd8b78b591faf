# URLs hold no secrets: each of them is where others can read it.
{ lib }:
let
  inherit (builtins)
    attrNames
    concatMap
    filter
    head
    match
    substring
    tail
    ;
  inherit (lib)
    hasPrefix
    optional
    optionals
    showOption
    splitString
    ;
  looksSecret = import ../../looks-secret.nix { inherit lib; };
  textsOf = import ../../texts-of.nix { inherit lib; };

  # { at; url; base; reader; }: one that others are made from is named alone.
  urlsOf =
    { boot, files, ignition, os, services, ... }:
    [
      (byCommandLine "boot.server" boot.server null)
      (byCommandLine "boot.ignitionUrl" boot.ignitionUrl boot.server)
      (byScript "os.flatcar.baseUrl" os.flatcar.baseUrl null)
      (byScript "os.flatcar.kernel.url" os.flatcar.kernel.url os.flatcar.baseUrl)
      (byScript "os.flatcar.initrd.url" os.flatcar.initrd.url os.flatcar.baseUrl)
      (byConfiguration "services.k0s.url" services.k0s.url)
      (byConfiguration "services.k3s.url" services.k3s.url)
      (byConfiguration "services.k3s.server" services.k3s.server)
      (byConfiguration "services.logExport.url" services.logExport.url)
    ]
    ++ map (
      path: byConfiguration "files.${showOption [ path ]}.source" files.${path}.source
    ) (attrNames files)
    ++ map ({ at, text, ... }: byConfiguration at text) (
      filter isUrl (textsOf "ignition.extra" ignition.extra)
    );

  # Sources, proxies and servers of keys; data may be long.
  isUrl = { text, ... }: match "[A-Za-z][A-Za-z0-9+.-]*://.*" (substring 0 64 text) != null;

  byCommandLine = at: url: base: {
    inherit at base url;
    reader = "every user of the node could read";
  };
  byScript = at: url: base: {
    inherit at base url;
    reader = "the script of iPXE would show to all";
  };
  byConfiguration = at: url: {
    inherit at url;
    base = null;
    reader = "the configuration would show to all";
  };

  parametersOf = url: concatMap (splitString "&") (tail (splitString "?" url));
  nameOf = parameter: head (splitString "=" parameter);
  isSecret =
    parameter:
    let
      parts = match "([^=]*)=(.*)" parameter;
    in
    parts != null && looksSecret.setting (head parts) (lib.last parts);

  # The value may be secret: no message shows it.
  check =
    option:
    { at, base, reader, url }:
    let
      instead =
        if at == "boot.ignitionUrl" then
          ", and write `${option}.boot.ignitionToken = true;`"
        else
          "";
      refuse = what: "${option}.${at} holds ${what}, which ${reader}. Remove it${instead}.";
    in
    optionals (url != null && (base == null || !hasPrefix base url)) (
      optional (looksSecret.value (head (splitString "?" url))) (refuse "a user or a password")
      ++ map (parameter: refuse "what looks like a secret, the parameter ${nameOf parameter}") (
        filter isSecret (parametersOf url)
      )
    );
in
{ machine, option, ... }: concatMap (check option) (urlsOf machine)
