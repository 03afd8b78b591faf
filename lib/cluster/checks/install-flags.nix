# Flags of `k0s install` that k0sctl would read as settings: there are options for those.
{ lib }:
let
  inherit (builtins)
    head
    length
    match
    replaceStrings
    ;
  inherit (lib) concatMap optional splitString;

  optionFor = {
    "--data-dir" = "dataDir = \"/data/k0s\"";
    "--enable-worker" = "role = \"controller+worker\"";
    "--kubelet-root-dir" = "kubeletRootDir = \"/data/kubelet\"";
    "--no-taints" = "noTaints = true";
    "--single" = "role = \"single\"";
  };

  nameOf = flag: head (match "([^= ]*).*" flag);
  isOdd = quote: text: lib.mod (length (splitString quote text)) 2 == 0;
  unescaped = replaceStrings [ "\\'" "\\\"" ] [ "" "" ];

  checkFlag =
    option: flag:
    optional (optionFor ? ${nameOf flag})
      "${option}.installFlags has ${nameOf flag}, which has an option of its own. Write `${option}.${optionFor.${nameOf flag}};` instead."
    ++
      optional (isOdd "'" (unescaped flag) || isOdd "\"" (unescaped flag))
        "${option}.installFlags has a flag with a quote that does not end, ${flag}. Write both quotes, or `\\\\` before a single one."
    ++
      optional (match "-.*" flag == null)
        "${option}.installFlags has ${builtins.toJSON flag}, which is no flag. Write a flag with its value as one string: `${option}.installFlags = [ \"--labels=tier=web\" ];`.";
in
{ hosts, ... }:
concatMap ({ host, option, ... }: concatMap (checkFlag option) host.installFlags) hosts
