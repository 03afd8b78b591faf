# What iPXE runs. Where something fails the machine starts over, so that it comes up when the network
# does; what has another hash is never booted.
{ lib }:
let
  inherit (lib) concatStringsSep optionals;
  inherit (import ./booted-command-line.nix) image initrd;

  # Ignition of Flatcar looks for the file there, in what the kernel unpacks.
  embed = "initrd file:/node.ign /usr/share/oem/config.ign mode=600 mkdir=-1 || goto failed";

  compare =
    os:
    [
      "sha512sum --set kernelsum:hexraw ${image} || goto failed"
      "iseq \${kernelsum} ${toString os.kernel.sha512} || goto wrong"
      "sha512sum --set initrdsum:hexraw initrd || goto failed"
      "iseq \${initrdsum} ${toString os.initrd.sha512} || goto wrong"
    ];

  verification =
    boot: os:
    if boot.verify == "none" then
      [ ]
    # iPXE computes no hashes where a BIOS has started it.
    else if boot.verify == "uefi-only" then
      [ "iseq \${platform} efi || goto start" ] ++ compare os ++ [ ":start" ]
    else
      compare os;
in
{ commandLine, delivery, machine, name, os }:
concatStringsSep "\n" (
  [
    "#!ipxe"
    "echo ${name}: Flatcar ${toString os.version}"
    "dhcp || goto failed"
    "kernel --name ${image} ${os.kernel.url} ${initrd} ${commandLine} || goto failed"
    "initrd --name initrd ${os.initrd.url} || goto failed"
  ]
  ++ optionals (
    delivery.type == "embedded" || delivery.type == "pointer" && delivery.needsToken
  ) [ embed ]
  ++ verification machine.boot os
  ++ [
    "boot || goto failed"
    ":wrong"
    "echo ${name}: what was fetched has another hash than is pinned, and is not started"
    "goto again"
    ":failed"
    "echo ${name}: it could not be fetched or started"
    ":again"
    "sleep 15"
    "reboot"
    ""
  ]
)
