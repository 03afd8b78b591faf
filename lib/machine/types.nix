# The option types of a machine's description.
{ lib }:
let
  inherit (builtins)
    all
    concatLists
    concatMap
    filter
    head
    isList
    length
    match
    split
    stringLength
    tail
    ;
  inherit (lib) last removeSuffix splitString types;

  named = description: type: type // { inherit description; };
  matching = description: pattern: named description (types.strMatching pattern);
  checked = description: check: named description (types.addCheck types.str check);

  isHostname =
    text: stringLength text <= 64 && match "${label}(\\.${label})*" text != null;
  label = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  # Linux has 15 characters for a network interface.
  isLinkName = text: match "[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}" text != null;
  # Sets are of letters and digits, and their ranges rise: a regular expression takes no other ones.
  isLinkPattern =
    text:
    match "([A-Za-z0-9_.*?-]|\\[-?([A-Za-z0-9_](-[A-Za-z0-9_])?)+-?])+" text != null
    && stringLength text <= 64
    && all rises (concatMap rangesOf (concatLists (filter isList (split "\\[([^]]*)]" text))));
  rangesOf = set: filter isList (split "([A-Za-z0-9_])-([A-Za-z0-9_])" set);
  rises = range: head range <= last range;

  isFileName = text: match "[A-Za-z0-9_][A-Za-z0-9_.-]*" text != null;

  # Certificates, and maybe text around them, as OpenSSL takes it; nothing else that PEM has, such as keys.
  isPem =
    text:
    let
      blocks = splitString "-----BEGIN " text;
    in
    length blocks > 1 && all isCertificate (tail blocks);
  isCertificate =
    block:
    let
      parts = splitString "-----END CERTIFICATE-----" block;
      lines = map (removeSuffix "\r") (splitString "\n" (head parts));
      digits = filter (line: line != "") (tail lines);
    in
    length parts == 2
    && head lines == "CERTIFICATE-----"
    && digits != [ ]
    && all (line: match "[A-Za-z0-9+/=]{1,1000}" line != null) digits;
in
import ../types.nix { inherit lib; }
// {
  inherit isFileName isLinkName;

  # Kubernetes takes it as name of the node, and Linux has 64 characters for it.
  hostname = checked "host name of at most 64 lower case letters, digits, - and ., such as \"node1.example.com\"" isHostname;
  recordName = matching "record of DNS, such as \"node1\"" "(@|[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?(\\.[a-z0-9_]([-a-z0-9_]*[a-z0-9_])?)*)";

  mac = matching "address of a network card, such as \"52:54:00:12:34:56\"" "[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}";
  uuid = matching "UUID, such as \"4c4c4544-0042-3510-8052-b4c04f4a3132\"" "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  linkName = checked "name of a network interface, such as \"bond0\"" isLinkName;
  linkPattern = checked "name of network interfaces, maybe with *, ? or a set such as [0-3], such as \"eno*\"" isLinkPattern;

  url = matching "URL of http or https" "https?://[][A-Za-z0-9._~:/?#@!&'()*+,;=%-]+";
  sha512 = matching "SHA-512 of 128 hexadecimal digits" "[0-9a-f]{128}";
  hash = matching "hash, sha512- or sha256- and hexadecimal digits" "sha512-[0-9a-f]{128}|sha256-[0-9a-f]{64}";
  certificate = checked "certificate in PEM, with a line -----BEGIN CERTIFICATE-----" isPem;

  flatcarVersion = matching "version of Flatcar, such as \"4593.2.5\"" "[0-9]+\\.[0-9]+\\.[0-9]+";
  k3sVersion = matching "version of k3s, such as \"v1.33.1+k3s1\"" "v[0-9]+\\.[0-9]+\\.[0-9]+(-[a-z0-9.]+)?\\+k3s[0-9]+";

  # https://www.freedesktop.org/software/systemd/man/latest/systemd.time.html
  duration = checked "duration of more than nothing, such as \"90s\" or \"1h30m\"" (
    text: match "([0-9]+(ms|s|m|h|d))+" text != null && match ".*[1-9].*" text != null
  );

  # iPXE expands `${`, and takes some words for its own.
  kernelParam = matching "word of the kernel's command line, such as \"quiet\" or \"mitigations=auto\"" "[A-Za-z0-9_][][A-Za-z0-9_.,:;=/@%+!~*?<>()\"' -]*";
  console = matching "console of the kernel, such as \"ttyS0,115200\"" "[A-Za-z][A-Za-z0-9]*(,[0-9]+[a-z0-9]*)?";

  absolutePath = matching "absolute name of a file" "/[^[:cntrl:]]*";
  fileMode = matching "file mode of four octal digits, such as \"0644\"" "[0-7]{4}";
  secretFile = checked "file name of letters, digits, _, . and -" isFileName;
}
