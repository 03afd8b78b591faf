# The option types of a cluster's description.
{ lib }:
let
  inherit (builtins) isPath isString;
  inherit (lib) mkOptionType types;

  named = description: type: type // { inherit description; };
  matching = description: pattern: named description (types.strMatching pattern);
  checked = description: check: named description (types.addCheck types.str check);
  fingerprint = "[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}";
in
import ../types.nix { inherit lib; }
// {
  # https://pkg.go.dev/time#ParseDuration
  duration = matching "duration, such as \"90s\" or \"1h30m\"" "([0-9]+(\\.[0-9]+)?(ms|s|m|h))+";

  # k0sctl takes 0600 for a mode and refuses 600.
  mode = matching "file mode of four octal digits, such as \"0600\"" "[0-7][4-7][0-7][0-7]";

  clusterName = matching "name of letters, digits and single -, . or _" "[A-Za-z0-9]+([-._][A-Za-z0-9]+)*";

  hostKey = matching "public host key, such as \"ssh-ed25519 AAAA…\"" "(ssh-[a-z0-9]+|ecdsa-sha2-nistp[0-9]+) [A-Za-z0-9+/]+=*";

  # Of a git repository or a registry, and of what is written into a pipeline: `((` begins a variable there.
  pipelineText = checked "text without ((" (value: value != "" && !lib.hasInfix "((" value);

  # https://concourse-ci.org/docs/vars/: a name, and maybe a field of what it holds.
  pipelineVariable = matching "name of a variable of Concourse, such as \"ssh_key\"" "[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*";

  mailAddress = matching "mail address, such as \"ops@example.com\"" "[^@[:space:](),;<>]+@[^@[:space:](),;<>]+";

  # https://github.com/concourse/time-resource
  timeOfDay = matching "time of day, such as \"02:30\"" "([01][0-9]|2[0-3]):[0-5][0-9]";

  hostgroupFile = checked "name of a .nix file in the repository, such as \"prod.nix\"" (
    value:
    lib.hasSuffix ".nix" value
    && !lib.hasPrefix "/" value
    && !lib.hasInfix ".." value
    && !lib.hasInfix "((" value
  );

  # A Nix path too, so that the checks can say what is wrong with it.
  fileName = mkOptionType {
    name = "fileName";
    description = "name of a file outside the Nix store, as a string";
    descriptionClass = "noun";
    check = value: isString value || isPath value;
    merge = lib.mergeEqualOption;
  };

  # A file name of its own in any store.
  storeName = matching "name of letters, digits, - and _" "[A-Za-z0-9][A-Za-z0-9_-]*";

  openpgp = matching "fingerprint of an OpenPGP key, 40 or 64 hexadecimal digits" fingerprint;

  recipient = matching "public key of age, or fingerprint of an OpenPGP key" "age1[02-9ac-hj-np-z]{58}|${fingerprint}";

  # The base64 of 32 bytes.
  signer = matching "public key of Ed25519, such as \"ed25519:11qY…=\"" "ed25519:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";
}
