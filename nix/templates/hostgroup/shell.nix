# `nix-shell`, then `kubernixos plan`.
{
  pkgs ? import <nixpkgs> { },
  # Where kubernixos comes from: put in its owner, and a revision in place of main.
  kubernixos ? pkgs.callPackage (fetchTarball "https://github.com/OWNER/kubernixos/archive/main.tar.gz") { },
}:
kubernixos.hostgroupShell {
  hostgroup = ./prod.nix;
  # kubeconfig = "~/.kube/prod";
}
