# The one evaluation of a run: everything that the command line asks of Nix.
{
  # absolute path of a hostgroup file
  hostgroup ? null,
  # absolute reference of a flake, in place of a hostgroup, and its configuration
  flake ? null,
  configuration ? "default",
  # a package set, or a path to nixpkgs
  packages ? null,
  # a list of modules, where there is neither
  modules ? null,
  # "nixos" or "modules"
  evaluator ? null,
  # directory of a packaged copy of nixpkgs' lib: the Nix package has one beside this folder
  library ? ../nixpkgs/lib,
  # JSON list of fields (see locate.nix): where they are written, and nothing else
  locate ? null,
  # whether to use the embedded library, whatever else is there
  embedded ? false,
  # whether the options are asked for, in place of the release
  describe ? false,
  # whether the cluster is asked for, in place of the release
  cluster ? false,
  # whether the machines are asked for, in place of the release
  machines ? false,
  # what variables say of the image of one machine (see image-variables.nix), or null
  image ? null,
}:
let
  inherit (builtins) fromJSON isList;
  inherit (import ./encode.nix) encode;
  inherit (import ./places.nix) showKind;

  source =
    if hostgroup != null then
      import ./input/hostgroup.nix hostgroup
    else if flake != null then
      import ./input/flake.nix { inherit configuration flake; }
    else if modules == null then
      throw "There is nothing to evaluate. Give a hostgroup file, or a list of modules in MODULES."
    else if !isList modules then
      throw "MODULES is ${showKind modules}, not a list. Write `[ ./shop.nix ]`."
    else
      {
        holder = "MODULES";
        file = "MODULES";
        name = null;
        network = { inherit modules; };
      };
  inherit (source) network;

  supply = import ./input/packages.nix (
    if network ? pkgs then
      {
        source = "network.pkgs";
        value = network.pkgs;
      }
    else
      {
        source = "PACKAGES";
        value = packages;
      }
  );

  tools = import ./input/library.nix {
    given = network.lib or null;
    packages = supply;
    packaged = library;
    inherit embedded;
  };

  requested = if evaluator != null then evaluator else network.evaluator or null;
  chosen =
    if requested == "nixos" && (supply == null || !supply.hasNixos) then
      throw "The evaluator \"nixos\" needs a full nixpkgs, and ${
        if supply == null then "there are no packages" else "${supply.source} has no nixos/lib/eval-config.nix"
      }. Set `network.pkgs` or PACKAGES to one, or use --evaluator modules."
    else if requested == "nixos" || requested == "modules" then
      requested
    else if requested != null then
      throw "${
        if evaluator != null then "--evaluator" else "`evaluator` of ${source.holder}"
      } is ${builtins.toJSON requested}. Write \"nixos\" or \"modules\"."
    else if supply != null && supply.hasNixos then
      "nixos"
    else
      "modules";

  evaluated = import (./evaluators + "/${chosen}.nix") {
    inherit (tools) lib;
    modules =
      import ./input/locate.nix { inherit (source) file holder; } network.modules
      ++ (if image == null then [ ] else [ (import ./image-variables.nix image) ]);
    packages = supply;
    specialArgs = {
      hostgroup = source.name;
    }
    // network.specialArgs or { };
  };
  inherit (evaluated.config) kubernixos;
  inherit (kubernixos) release;

  # Part of the trace: what the command line explains depends on the evaluator.
  tellEvaluator = builtins.mapAttrs (
    _: builtins.addErrorContext "while evaluating modules with the evaluator `${chosen}':"
  );

  # What must hold for any use of the hostgroup.
  failed =
    import ./assertions.nix {
      inherit (evaluated) assertions;
      "kubernixos.assertions" = kubernixos.assertions;
    }
    ++ (if kubernixos.clusterState == null then [ ] else kubernixos.clusterState.problems)
    ++ kubernixos.machineState.problems;

  # Texts, and lists of texts and places (see places.nix).
  errors = failed ++ release.problems;

  warnings = evaluated.warnings ++ kubernixos.warnings;

  result = tellEvaluator {
    format = 1;
    evaluator = chosen;
    library = { inherit (tools) name version source; };
    inherit errors warnings;
    settings = tellEvaluator {
      inherit (kubernixos)
        deployment
        fieldManagers
        leaseNamespace
        server
        skipSchemas
        version
        ;
      schemas = if kubernixos.schemas == null then null else toString kubernixos.schemas;
    };
    inherit (kubernixos) checksum;
    manifests = if errors == [ ] then release.encoded else [ ];
  };

  # Manifests are another matter: to look after a cluster they need not be fit to deploy.
  clusterResult = tellEvaluator {
    format = 1;
    inherit warnings;
    errors = failed;
    cluster =
      if failed != [ ] || kubernixos.clusterState == null then
        null
      else
        {
          inherit (kubernixos.clusterState)
            hostNames
            knownHosts
            localFiles
            name
            ping
            secrets
            server
            timeout
            ;
          document = encode kubernixos.clusterState.document;
          pipeline = encode kubernixos.clusterState.pipeline;
          backup = encode kubernixos.clusterState.backup;
        };
  };

  machinesResult = tellEvaluator {
    format = 1;
    inherit warnings;
    errors = failed;
    machines = if failed == [ ] then kubernixos.machineState.machines else [ ];
  };

  hasTree = supply != null && supply.tree != null;

  described = tellEvaluator {
    format = 1;
    options = import ./options {
      inherit (tools) lib;
      foreign = map toString ([ ./. ] ++ (if hasTree then [ supply.tree ] else [ ]));
      # Nothing else: other values may be secrets.
      values = result.settings;
    } evaluated.options;
  };
in
if describe then
  described
else if cluster then
  clusterResult
else if machines then
  machinesResult
else if locate == null then
  result
else
  map release.locate (fromJSON locate)
