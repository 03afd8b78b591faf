# Where programs are fetched from: { url; hash; } of k3s and k0s.
{ lib }:
let
  escapeUrl = import ./escape-url.nix;
  archOf = machine: if machine.arch == "aarch64" then "arm64" else "amd64";
in
{
  k3s =
    { services, ... }@machine:
    let
      inherit (services) k3s;
    in
    {
      inherit (k3s) hash;
      url =
        if k3s.url != null then
          k3s.url
        else
          "https://github.com/k3s-io/k3s/releases/download/${escapeUrl (toString k3s.version)}/k3s${
            if archOf machine == "amd64" then "" else "-${archOf machine}"
          }";
    };

  k0s =
    { services, ... }@machine:
    let
      inherit (services) k0s;
      version = toString k0s.version;
    in
    {
      inherit (k0s) hash;
      url =
        if k0s.url != null then
          k0s.url
        else
          "https://github.com/k0sproject/k0s/releases/download/${escapeUrl version}/k0s-${escapeUrl version}-${archOf machine}";
    };
}
