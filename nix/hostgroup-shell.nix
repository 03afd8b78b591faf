{
  kubernixos,
  lib,
  mkShellNoCC,
  runCommandLocal,
  runtimeShell,
}:
let
  inherit (builtins)
    isPath
    isString
    pathExists
    storeDir
    substring
    ;
  inherit (lib)
    concatLines
    escapeShellArg
    hasPrefix
    isValidPosixName
    mapAttrsToList
    optional
    stringLength
    ;
  keptPath = import ./kept-path.nix;

  refuse = problem: fix: throw "hostgroupShell: ${problem}. ${fix}";

  checkHostgroup =
    hostgroup:
    if !isPath hostgroup && !(isString hostgroup && hasPrefix "/" hostgroup) then
      refuse "`hostgroup` is no path" "Write `hostgroup = ./prod.nix;`."
    else if !pathExists hostgroup then
      refuse "the hostgroup ${toString hostgroup} does not exist" "Correct its path, or `git add` it: a flake sees only what Git tracks."
    else
      keptPath hostgroup;

  # Credentials never enter the store, so a kubeconfig is a place and not a file.
  checkKubeconfig =
    kubeconfig:
    if hasPrefix "${storeDir}/" (toString kubeconfig) then
      refuse "the kubeconfig ${toString kubeconfig} lies in the Nix store, where every user of this machine can read it" "Write its place as text: `kubeconfig = \"~/.kube/prod\";`."
    else if !hasPrefix "/" (toString kubeconfig) && !hasPrefix "~/" kubeconfig then
      refuse "the kubeconfig ${kubeconfig} depends on where the command is run" "Write a place that does not: `kubeconfig = \"~/.kube/prod\";`."
    else
      toString kubeconfig;

  checkName =
    name:
    if isValidPosixName name then
      name
    else
      refuse "`${name}` cannot be the name of an environment variable" "Write letters, digits and underscores.";

  # As a shell word; only the home directory is left to be found when it runs.
  showPlace =
    place:
    if hasPrefix "~/" place then
      "\"$HOME\"/${escapeShellArg (substring 2 (stringLength place) place)}"
    else
      escapeShellArg place;
in
/**
  A nix-shell with a command for one hostgroup: the hostgroup, the kubeconfig
  and the environment that belong together, under one name. Nothing of the
  hostgroup is copied: the shell sees what is edited.

  # Inputs

  `name`: what the command is called; `kubernixos` unless told
  `hostgroup`: path of the hostgroup; without it, the first argument or HOSTGROUP names one
  `kubeconfig`: place of the kubeconfig, absolute or below `~/`; without it, as kubectl finds it
  `environment`: further variables of the command, as text; no secrets, since the command lies in the store
  `packages`: what else is in the shell

  # Output

  A derivation for `nix-shell` or `devShells`. Its attribute `command` is the
  command alone, to put several into one shell.

  # Example

  kubernixos.hostgroupShell { hostgroup = ./prod.nix; kubeconfig = "~/.kube/prod"; }
*/
{
  name ? "kubernixos",
  hostgroup ? null,
  kubeconfig ? null,
  environment ? { },
  packages ? [ ],
}:
let
  exports =
    mapAttrsToList (variable: text: "export ${checkName variable}=${escapeShellArg text}") environment
    ++ optional (hostgroup != null) "export HOSTGROUP=${escapeShellArg (checkHostgroup hostgroup)}"
    ++ optional (kubeconfig != null) "export KUBECONFIG=${showPlace (checkKubeconfig kubeconfig)}";

  command =
    runCommandLocal name
      {
        text = concatLines (
          [ "#!${runtimeShell}" ] ++ exports ++ [ "exec ${kubernixos}/bin/kubernixos \"$@\"" ]
        );
        passAsFile = [ "text" ];
        meta.mainProgram = name;
      }
      ''
        mkdir -p $out/bin
        cp "$textPath" $out/bin/${escapeShellArg name}
        chmod +x $out/bin/${escapeShellArg name}
      '';
in
mkShellNoCC {
  inherit name;
  packages = [ command ] ++ packages;
  passthru = { inherit command; };
}
