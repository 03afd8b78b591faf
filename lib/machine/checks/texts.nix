# Texts of one's own hold no secrets: whoever fetches the configuration can read them.
{ lib }:
let
  inherit (builtins)
    concatLists
    concatMap
    concatStringsSep
    filter
    head
    tail
    ;
  inherit (lib)
    any
    mapAttrsToList
    optional
    replaceStrings
    showOption
    splitString
    ;
  contains = import ../../contains.nix;
  looksSecret = import ../../looks-secret.nix { inherit lib; };

  textsOf = import ../../texts-of.nix { inherit lib; };

  # { at; text; isUnit; }
  written =
    option:
    { files, ignition, units, ... }:
    filter ({ text, ... }: text != null) (
      mapAttrsToList (path: file: {
        at = "${option}.files.${showOption [ path ]}.text";
        inherit (file) text;
        isUnit = false;
      }) files
      ++ concatLists (mapAttrsToList (ofUnit option) units)
      ++ map ({ at, name, text }: {
        inherit at;
        # As URLs of data have it.
        text = replaceStrings [ "%20" ] [ " " ] text;
        # Files have what they hold as a URL.
        isUnit = name == "contents";
      }) (textsOf "${option}.ignition.extra" ignition.extra)
    );
  ofUnit =
    option: name:
    { dropins, text, ... }:
    let
      at = "${option}.units.${showOption [ name ]}";
    in
    [
      {
        at = "${at}.text";
        inherit text;
        isUnit = true;
      }
    ]
    ++ mapAttrsToList (dropin: text: {
      at = "${at}.dropins.${showOption [ dropin ]}";
      inherit text;
      isUnit = true;
    }) dropins;

  # Variables of a unit, and addresses with a login; what a `$` stands for comes from elsewhere.
  isSecretLine =
    line:
    !contains "$" line
    && (
      looksSecret.value line
      || any looksSecret.argument (
        splitString " " (replaceStrings [ "\"" "'" "\t" ] [ "" "" " " ] (variablesOf line))
      )
    );
  # systemd takes blanks around the first =.
  variablesOf =
    line:
    let
      parts = splitString "=" line;
      name = replaceStrings [ " " "\t" ] [ "" "" ] (head parts);
    in
    if name == "Environment" then concatStringsSep "=" (tail parts) else "";

  # No message shows the text.
  check =
    option:
    { at, isUnit, text }:
    optional (looksSecret.fixed text)
      "${at} holds a private key or a token, which the configuration would show to all. Remove it, and name it in `${option}.secrets`."
    ++
      optional (isUnit && !looksSecret.fixed text && any isSecretLine (splitString "\n" text))
        "${at} holds what looks like a secret, which the configuration would show to all. Remove it, name it in `${option}.secrets`, and write `EnvironmentFile=/secrets/…`.";
in
{ machine, option, ... }: concatMap (check option) (written option machine)
