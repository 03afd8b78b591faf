# Stands in for nixpkgs where packages are built: what nix/ uses of it, with the same arguments.
# Its derivations are real, and built with the programs of this machine, whose PATH is in HOST_PATH.
{
  system ? builtins.currentSystem,
  overlays ? [ ],
}:
let
  inherit (builtins)
    foldl'
    functionArgs
    getEnv
    intersectAttrs
    isFunction
    readFile
    removeAttrs
    ;

  lib = import ./lib;

  build =
    name: commands: attributes:
    derivation (
      {
        inherit name system commands;
        builder = "/bin/sh";
        # Nix kills a builder once its output is closed, which coreutils do just before they end: so
        # the last command is none of these.
        args = [
          "-c"
          "bash -euo pipefail -c \"$commands\"; exit $?"
        ];
        PATH = getEnv "HOST_PATH";
      }
      // attributes
    );

  setupHook = name: text: build name "mkdir $out; printf %s \"$text\" > $out/setup" { inherit text; };

  # Says its name, and where it lies.
  program =
    name:
    build name ''
      mkdir -p $out/bin
      printf '#!/bin/sh\necho "%s of the package: $*"\n' ${name} > $out/bin/${name}
      chmod +x $out/bin/${name}
    '' { };

  withOverride =
    make: arguments:
    make arguments
    // {
      override = changes: withOverride make (arguments // changes);
    };

  # What only the image needs besides.
  tools = lib.genAttrs [
    "age"
    "bash"
    "cacert"
    "coreutils"
    "curl"
    "gawk"
    "gnugrep"
    "gnupg"
    "gnused"
    "gnutar"
    "gzip"
    "mtr"
    "openssh"
    "openssl"
    "restic"
  ] program;

  packages = tools // {
    inherit lib system;
    path = ./.;
    pkgs = final;
    runtimeShell = "/bin/sh";

    callPackage =
      file: arguments:
      let
        make = if isFunction file then file else import file;
        call = changes: make (intersectAttrs (functionArgs make) final // changes);
      in
      # A function, such as a shell for hostgroups, has nothing to override.
      if isFunction (call arguments) then call arguments else withOverride call arguments;

    nodejs_24 =
      build "nodejs" "mkdir -p $out/bin; ln -s $(command -v node) $out/bin/node" { } // { version = "24.21.0"; };
    git = program "git";
    go = program "go";
    k0sctl = program "k0sctl";
    kubectl = program "kubectl";
    nix = program "nix-instantiate";

    makeWrapper = setupHook "make-wrapper" (readFile ./build/make-wrapper.sh);
    installShellFiles = setupHook "install-shell-files" (readFile ./build/install-shell-files.sh);

    importNpmLock = {
      # The real one fetches what has an address, and leaves out what has none.
      __functor =
        _:
        { package, packageLock }:
        let
          fetch = place: { resolved, integrity, ... }: "${place} ${resolved} ${integrity}";
          fetched = lib.mapAttrsToList fetch (removeAttrs packageLock.packages [ "" ]);
        in
        build "npm-dependencies" "cp \"$fetchedPath\" $out" {
          fetched = lib.concatLines fetched;
          passAsFile = [ "fetched" ];
        }
        // {
          inherit package;
        };
      npmConfigHook = setupHook "npm-config-hook" (readFile ./build/npm-config-hook.sh);
    };

    buildNpmPackage =
      arguments:
      build "${arguments.pname}-${arguments.version}" (readFile ./build/npm-package.sh) (
        removeAttrs arguments [
          "meta"
          "npmConfigHook"
          "passthru"
        ]
        // {
          nativeBuildInputs = [ arguments.npmConfigHook ] ++ arguments.nativeBuildInputs;
          nodeModules = getEnv "NODE_MODULES";
        }
      )
      // arguments.passthru
      // {
        inherit arguments;
        inherit (arguments) meta;
      };

    runCommandLocal =
      name: attributes: script:
      build name (readFile ./build/run-command.sh) (removeAttrs attributes [ "meta" ] // { command = script; })
      // {
        meta = attributes.meta or { };
      };

    writeTextDir =
      path: text:
      build (baseNameOf path) "mkdir -p $(dirname $out/${path}); printf %s \"$text\" > $out/${path}; test -d $out" {
        inherit text;
      };

    dockerTools =
      lib.genAttrs [
        "binSh"
        "caCertificates"
        "fakeNss"
        "usrBinEnv"
      ] program
      // {
        buildLayeredImage =
          arguments:
          build "${arguments.name}.tar.gz" (readFile ./build/layered-image.sh) {
            inherit (arguments) contents extraCommands;
            config = builtins.toJSON arguments.config;
          }
          // {
            inherit arguments;
          };
      };

    stdenv = setupHook "stdenv" (readFile ./build/stdenv.sh);
    mkShell =
      {
        name,
        packages,
        passthru ? { },
      }:
      build name "echo $nativeBuildInputs > $out" {
        inherit (final) stdenv;
        nativeBuildInputs = packages;
      }
      // passthru
      // {
        inherit packages;
      };
    mkShellNoCC = final.mkShell;
  };

  final = foldl' (before: overlay: before // overlay final before) packages overlays;
in
final
