# The options of a host.
[
  ./host.nix
  ./host-binary.nix
  ./host-files.nix
  ./host-hooks.nix
  ./transports.nix
]
