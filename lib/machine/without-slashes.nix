# A URL without slashes at its end.
url:
let
  parts = builtins.match "(.*[^/])/*" url;
in
if parts == null then url else builtins.head parts
