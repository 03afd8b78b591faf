# The authority of the receiver, as a file on the node; where there is one, it alone is trusted.
{ lib, textFile, ... }:
rec {
  path = "/etc/kubernixos/log-authority.pem";

  files =
    { certificateAuthority, ... }:
    lib.optional (certificateAuthority != null) (textFile path "0644" certificateAuthority);
}
