# The server of a repository that git reaches by SSH, as known_hosts has it: `host`, or
# `[host]:port`; null for other repositories. https://git-scm.com/docs/git-clone#_git_urls
let
  inherit (builtins) elemAt match;

  # Addresses of IPv6 stand in brackets.
  host = "[^]/:@[]+|\\[[0-9A-Fa-f:.]+]";
  urlOf = match "ssh://([^/@]*@)?(${host})(:([0-9]+))?(/.*)?";
  # Other URLs have two slashes after the colon.
  shortOf = match "([^/:@]+@)?(${host}):/?[^/].*";

  bare =
    name:
    let
      inner = match "\\[(.*)]" name;
    in
    if inner == null then name else elemAt inner 0;

  at = name: port: if port == null || port == "22" then bare name else "[${bare name}]:${port}";
in
uri:
let
  url = urlOf uri;
  short = shortOf uri;
in
if url != null then
  at (elemAt url 1) (elemAt url 3)
else if short != null then
  at (elemAt short 1) null
else
  null
