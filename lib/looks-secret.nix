# Whether something is likely to be a secret, by its name or by its value. Usual addresses of proxies, names
# of files and digests of images are none.
#
#   variable  name -> value -> bool   a variable of the environment
#   setting   name -> value -> bool   a setting, whose name may have -, . and capitals between its words
#   argument  text -> bool            name=value, as programs and the kernel take it, or a value alone
#   value     text -> bool            whatever it is called
#   fixed     text -> bool            what is a secret in any text: a private key, or a token of a known kind
{ lib }:
let
  inherit (builtins)
    any
    elem
    match
    replaceStrings
    substring
    tail
    ;
  inherit (lib)
    splitString
    toUpper
    upperChars
    ;

  matches = text: pattern: match pattern text != null;

  inNames = ".*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE_?KEY|API_?KEY|ACCESS_?KEY).*";
  # Short words may be parts of others.
  endsOfNames = "(.*_)?(CREDS?|PAT|PSK|PW)|.*(PASS|PWD)";
  harmlessNames = ".*(BYPASS|COMPASS)|PWD|OLDPWD";

  hasSecretName =
    name:
    any (matches name) [ inNames endsOfNames ] && !matches name harmlessNames;

  # It tells where a secret is. systemd has directories that begin with %.
  isFileName =
    name: value:
    matches name ".*_(CONFIG|DIR|DIRECTORY|FILE|PATH)"
    && matches (substring 0 2 value) "/.?|~/|%[A-Za-z]";

  hasLogin =
    value:
    any (matches value) [
      # A comma after a number follows a port: the address ended, as at a quote of JSON.
      ".*://[^/@\",[:space:]]*:([^/@\",[:space:]]+|[0-9]*[^/@\",0-9[:space:]][^/@\"[:space:]]*)@.*"
      # To the web, what stands before the host is a token where it is no password.
      ".*[Hh][Tt][Tt][Pp][Ss]?://[^/@\",[:space:]]+@.*"
      # As proxies may be written, without a scheme.
      "[^/@:[:space:]]+:[^/@[:space:]]+@[A-Za-z0-9.-]+(:[0-9]+)?/?"
    ];

  # The line alone is what scripts look for.
  hasPrivateKey =
    value:
    any beginsKey (tail (splitString "PRIVATE KEY-----" (withoutBlocks value)))
    || any (matches' "[A-Za-z0-9]{7}.*") (tail (splitString "AGE-SECRET-KEY-1" value));
  # As OpenPGP writes it.
  withoutBlocks = replaceStrings [ "KEY BLOCK-----" ] [ "KEY-----" ];
  # Digits in base64, or headers before them, whichever way the end of the line is written; a word with
  # a number in it, for a key that was made up.
  beginsKey = matches' "([[:space:]]|\\\\+[nr]?|%0[AaDd])*(${
    builtins.concatStringsSep "|" [
      "[A-Za-z0-9+][A-Za-z0-9+/%=]{39}.*"
      "(Proc-Type|DEK-Info|Version|Comment|Hash|Charset): .*"
      "[A-Za-z0-9+][A-Za-z0-9+/]*[0-9][A-Za-z0-9+/=]*(['\"\r\n].*)?"
    ]
  })";
  # Nix cannot match long texts.
  matches' = pattern: text: matches (substring 0 256 text) pattern;

  # As providers begin their tokens, so that they are found.
  hasKnownToken =
    value:
    matches value "(.*[^A-Za-z0-9_-])?(${
      builtins.concatStringsSep "|" [
        "gh[oprsu]_[A-Za-z0-9]{16,}"
        "github_pat_[A-Za-z0-9_]{16,}"
        "gl(agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|rtr|soat|wt)-[A-Za-z0-9_-]{16,}"
        "dckr_[a-z]+_[A-Za-z0-9_-]{16,}"
        "npm_[A-Za-z0-9]{16,}"
        "A[KS]IA[A-Z0-9]{16}"
        "AIza[A-Za-z0-9_-]{30,}"
        "xox[a-z]-[A-Za-z0-9-]{10,}"
        "hv[brs]\\.[A-Za-z0-9_-]{16,}"
        "eyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\..*"
      ]
    })([^A-Za-z0-9].*)?";

  # Nix cannot match long lines, which are data.
  isShort = text: builtins.stringLength text < 16384;
  anyLine = holds: text: any (line: isShort line && holds line) (splitString "\n" text);

  fixed = text: hasPrivateKey text || anyLine hasKnownToken text;
  value = text: fixed text || anyLine hasLogin text;

  variable =
    name: text:
    !isFileName name text && (hasSecretName (toUpper name) || value text);

  # access-key, access.key and accessKey as ACCESS_KEY and ACCESSKEY.
  variablesOf =
    name:
    let
      plain = replaceStrings [ "-" "." ] [ "_" "_" ] name;
    in
    map toUpper [
      plain
      (replaceStrings upperChars (map (char: "_${char}") upperChars) plain)
    ];

  # Settings about secrets, and references to Secrets of Kubernetes and to what is in them.
  isAboutSecrets =
    text: name:
    matches name ".*_(BACKEND|CLASS|COUNT|EXPIRATION|KIND|LENGTH|LIMIT|NAME|NAMESPACE|PERIOD|POLICY|PROVIDER|REF|SYNCS|TTL|TYPE|VERSION)"
    || matches name "(.*_)?(EXISTING_SECRET(_.*)?|PULL_SECRETS?)"
    || matches name ".*(PASSWORD|TOKEN)_KEY" && matches text "[A-Za-z_.-]{1,30}";
  # Of MAX_TOKENS, and not of a password, which may be short.
  isLimit =
    names: text:
    matches text "[0-9]{1,5}(ms|s|m|h|d)?"
    && !any (name: any (matches name) [ ".*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY)" endsOfNames ]) names;
  isSwitch =
    text:
    elem text [
      ""
      "0"
      "1"
      "false"
      "n"
      "no"
      "off"
      "on"
      "true"
      "y"
      "yes"
    ];

  setting =
    name: text:
    let
      names = variablesOf name;
    in
    if isSwitch text || isLimit names text || any (isAboutSecrets text) names then
      value text
    else
      !any (name: isFileName name text) names && (any hasSecretName names || value text);

  argument =
    text:
    let
      parts = if isShort text then match "-{0,2}([A-Za-z0-9_.+-]+)=(.*)" text else null;
    in
    value text || parts != null && setting (builtins.head parts) (lib.last parts);
in
{
  inherit
    argument
    fixed
    setting
    value
    variable
    ;
}
