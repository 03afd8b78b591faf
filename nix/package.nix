{
  buildNpmPackage,
  callPackage,
  importNpmLock,
  installShellFiles,
  k0sctl,
  kubectl,
  lib,
  makeWrapper,
  nix,
  # Absent in a nixpkgs that is too old.
  nodejs_24 ? null,
  path,
  # The nixpkgs that MODULES are evaluated with where PACKAGES is not set; null for none.
  packages ? path,
}:
let
  inherit (builtins) toJSON;
  inherit (lib)
    escapeShellArg
    importJSON
    makeBinPath
    optionalString
    ;

  manifest = importJSON ../package.json;

  # Without its tests.
  nixpkgsLibrary = builtins.path {
    name = "nixpkgs-lib";
    path = path + "/lib";
    filter = file: _: file != toString (path + "/lib/tests");
  };

  # A path literal cannot hold every path.
  packagesExpression = "/. + ${toJSON (import ./kept-path.nix packages)}";

  package = buildNpmPackage {
    pname = manifest.name;
    inherit (manifest) version;
    src = import ./source.nix;

    nodejs =
      if nodejs_24 != null then
        nodejs_24
      else
        throw "kubernixos needs Node.js 24, which this nixpkgs does not have. Use nixpkgs 25.05 or newer.";

    npmDeps = importNpmLock {
      package = manifest;
      packageLock = import ./package-lock.nix;
    };
    inherit (importNpmLock) npmConfigHook;
    # Those of packages would download; our own would build once more before packing.
    npmFlags = [ "--ignore-scripts" ];

    nativeBuildInputs = [
      installShellFiles
      makeWrapper
    ];

    # The tool writes its own completion, where the machine that builds can run it. The tools are a
    # suffix of PATH: those of the user, which fit their cluster and their store, come first.
    postInstall = ''
      if $out/bin/kubernixos completion bash > /dev/null 2>&1; then
        installShellCompletion --cmd kubernixos \
          --bash <($out/bin/kubernixos completion bash) \
          --fish <($out/bin/kubernixos completion fish) \
          --zsh <($out/bin/kubernixos completion zsh)
      fi
      mkdir $out/lib/node_modules/kubernixos/nixpkgs
      cp -r ${nixpkgsLibrary} $out/lib/node_modules/kubernixos/nixpkgs/lib
      wrapProgram $out/bin/kubernixos \
        ${
          optionalString (packages != null) "--set-default PACKAGES ${escapeShellArg packagesExpression}"
        } \
        --suffix PATH : ${
          makeBinPath [
            nix
            kubectl
            k0sctl
          ]
        }
    '';

    doInstallCheck = true;
    installCheckPhase = ''
      runHook preInstallCheck
      test "$($out/bin/kubernixos --version)" = ${manifest.version}
      runHook postInstallCheck
    '';

    passthru.hostgroupShell = callPackage ./hostgroup-shell.nix { kubernixos = package; };

    meta = {
      inherit (manifest) description;
      license = lib.licenses.mit;
      mainProgram = "kubernixos";
    };
  };
in
package
