# Whether a variable is likely to hold a secret, by its name or by its value. Usual variables with addresses
# of proxies, names of files and digests of images do not.
{ lib }:
let
  inherit (builtins) any match;
  inherit (lib) hasInfix hasPrefix toUpper;

  matches = text: pattern: match pattern text != null;

  inNames = ".*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY).*";
  # Short words may be parts of others.
  endsOfNames = "(.*_)?(CREDS?|PAT|PSK|PW)|.*(PASS|PWD)";
  harmlessNames = ".*(BYPASS|COMPASS)|PWD|OLDPWD";

  hasSecretName =
    name:
    any (matches name) [ inNames endsOfNames ] && !matches name harmlessNames;

  # It tells where a secret is.
  isFileName = name: value: matches name ".*_(DIR|FILE|PATH)" && hasPrefix "/" value;

  hasLogin =
    value:
    any (matches value) [
      ".*://[^/@]*:[^/@]+@.*"
      # To the web, what stands before the host is a token where it is no password.
      ".*[Hh][Tt][Tt][Pp][Ss]?://[^/@]+@.*"
      # As proxies may be written, without a scheme.
      "[^/@:]+:[^/@]+@[A-Za-z0-9.-]+(:[0-9]+)?/?"
    ];

  hasPrivateKey =
    value: any (text: hasInfix text value) [ "PRIVATE KEY-----" "PRIVATE KEY BLOCK-----" "AGE-SECRET-KEY-1" ];

  # As providers begin their tokens, so that they are found.
  hasKnownToken =
    value:
    matches value "(.*[^A-Za-z0-9_-])?(${
      builtins.concatStringsSep "|" [
        "gh[oprsu]_[A-Za-z0-9]{16,}"
        "github_pat_[A-Za-z0-9_]{16,}"
        "gl[a-z]{1,5}-[A-Za-z0-9_-]{16,}"
        "dckr_[a-z]+_[A-Za-z0-9_-]{16,}"
        "npm_[A-Za-z0-9]{16,}"
        "A[KS]IA[A-Z0-9]{16}"
        "AIza[A-Za-z0-9_-]{30,}"
        "xox[a-z]-[A-Za-z0-9-]{10,}"
        "hv[brs]\\.[A-Za-z0-9_-]{16,}"
        "eyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\..*"
      ]
    })([^A-Za-z0-9].*)?";
in
name: value:
!isFileName name value
&& (
  hasSecretName (toUpper name)
  || any (holds: holds value) [ hasKnownToken hasLogin hasPrivateKey ]
)
