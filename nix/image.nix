# The image for pipelines, as `npm run image` makes it of Debian: `nix build .#image`, then `docker load`
# or skopeo. image/finish-root.ts says why it is root's.
{
  age,
  bash,
  cacert,
  callPackage,
  coreutils,
  curl,
  dockerTools,
  gawk,
  git,
  gnugrep,
  gnupg,
  gnused,
  gnutar,
  gzip,
  k0sctl,
  kubectl,
  mtr,
  nix,
  openssh,
  openssl,
  restic,
  runCommandLocal,
  writeTextDir,
  kubernixos ? callPackage ./package.nix { },
}:
let
  entry = runCommandLocal "kubernixos-entry" { } ''
    mkdir -p $out/bin
    cp ${../image/entry.sh} $out/bin/kubernixos-entry
    chmod +x $out/bin/kubernixos-entry
    ln -s kubernixos-entry $out/bin/k0sctl-handler.sh
  '';

  # One user, who is root and owns the store.
  nixConfiguration = writeTextDir "etc/nix/nix.conf" ''
    build-users-group =
    sandbox = false
  '';
in
dockerTools.buildLayeredImage {
  name = "kubernixos";
  tag = kubernixos.version;

  contents = [
    age
    bash
    coreutils
    curl
    dockerTools.binSh
    dockerTools.caCertificates
    dockerTools.fakeNss
    dockerTools.usrBinEnv
    entry
    gawk
    git
    gnugrep
    gnupg
    gnused
    gnutar
    gzip
    k0sctl
    kubectl
    kubernixos
    mtr
    nix
    nixConfiguration
    openssh
    openssl
    restic
  ];

  extraCommands = ''
    mkdir -p -m 1777 tmp
    mkdir -p -m 0700 root
    mkdir -p nix/var/nix
  '';

  config = {
    User = "0:0";
    Env = [
      "PATH=/bin:/usr/bin"
      "HOME=/root"
      "LANG=C.UTF-8"
      "SSL_CERT_FILE=${cacert}/etc/ssl/certs/ca-bundle.crt"
    ];
    Entrypoint = [ "kubernixos-entry" ];
    WorkingDir = "/root";
  };
}
