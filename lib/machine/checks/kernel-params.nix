# The kernel's command line: as long as the kernel takes it, and nothing in it that is none of its
# business. Every user and every container of the node can read it.
{ lib }:
let
  inherit (builtins)
    elem
    head
    stringLength
    toJSON
    ;
  inherit (lib)
    concatMap
    optional
    splitString
    ;
  looksSecret = import ../../looks-secret.nix { inherit lib; };

  # A parameter may hold several words.
  wordsOf = splitString " ";
  nameOf = word: head (splitString "=" word);

  instead = {
    "console" = "boot.consoles = [ \"ttyS0,115200\" ]";
    "flatcar.first_boot" = "boot.source = \"stick\"";
    "coreos.first_boot" = "boot.source = \"stick\"";
    "hostname" = "hostname = \"node1.example.com\"";
    "systemd.hostname" = "hostname = \"node1.example.com\"";
    "ignition.config.url" = "boot.ignitionUrl = \"https://…\"";
    "ignition.config.data" = "boot.ignition = \"pointer\"";
    "coreos.config.url" = "boot.ignitionUrl = \"https://…\"";
    "root" = "os.root = \"LABEL=ROOT\"";
    "sshkey" = "ssh.authorizedKeys = [ \"ssh-ed25519 …\" ]";
    "initrd" = "os.flatcar.initrd.url = \"https://…\"";
  };

  ends = [
    "||"
    "&&"
    ";"
  ];

  # The value itself may be secret: no message shows it.
  check =
    option: word:
    let
      name = nameOf word;
    in
    optional (instead ? ${name})
      "${option}.boot.kernelParams has ${name}, which has an option of its own. Write `${option}.${instead.${name}};`."
    ++
      optional (!(instead ? ${name}) && looksSecret.argument word)
        "${option}.boot.kernelParams has ${if name == word then "a word" else name}, which looks like a secret: every user of the node could read it. Remove it; name it in `${option}.secrets` and read it from /secrets."
    ++
      optional (elem word ends)
        "${option}.boot.kernelParams has ${toJSON word} as a word, where iPXE would end the command. Remove it.";

  inherit (import ../booted-command-line.nix) mostBytes;
in
{ derived, machine, option, ... }:
let
  length = stringLength derived.kernelCommandLine;
in
concatMap (check option) (concatMap wordsOf machine.boot.kernelParams)
++
  optional (length > mostBytes)
    "${option}.boot makes a kernel command line of ${toString length} bytes, and ${toString mostBytes} of them reach the kernel. Remove some of boot.kernelParams${
      if machine.boot.certificateAuthorities == [ ] || machine.boot.ignition != "pointer" then
        ""
      else
        ", or boot.certificateAuthorities, or use `${option}.boot.ignition = \"embedded\";`"
    }${
      if machine.variables.sshKey == null then
        ""
      else
        ", or unset SSH_KEY_PATH: keys of `${option}.ssh.authorizedKeys` are in the configuration"
    }."
