# What the kernel is told.
{ digits, lib, ... }:
let
  at = "kubernixos.machines.a";
  params = kernelParams: { boot = { inherit kernelParams; }; };
  has = phrase: text: lib.hasInfix phrase text;
in
{
  "consoles, the root and parameters stand on the command line" = {
    machine = { os.root = "LABEL=ROOT"; boot = { consoles = [ "tty0" "ttyS0,115200" ]; kernelParams = [ "quiet" "dyndbg=\"file x.c +p\"" ]; }; };
    result = machine: machine.kernelCommandLine;
    expected = "flatcar.first_boot=1 root=LABEL=ROOT console=tty0 console=ttyS0,115200 quiet dyndbg=\"file x.c +p\"";
  };
  "the command line reaches the kernel, with all that iPXE puts before it" = {
    machine = params [ (digits 1999 "x") ];
    problems = [ ];
  };
  "a command line that the kernel would cut is refused" = {
    machine = params [ (digits 2000 "x") ];
    problems = [ "${at}.boot makes a kernel command line of 2021 bytes, and 2020 of them reach the kernel" ];
  };
  "parameters that have an option are refused" = {
    machine = params [ "root=LABEL=x" "console=tty0" "hostname=x" "ignition.config.url=http://x" "sshkey=x" ];
    problems = [
      "has root, which has an option of its own. Write `${at}.os.root"
      "has console"
      "has hostname, which has an option of its own. Write `${at}.hostname"
      "has ignition.config.url"
      "has sshkey, which has an option of its own. Write `${at}.ssh.authorizedKeys"
    ];
  };
  "secrets among the parameters are refused, and not shown" = {
    machine = params [ "db_password=hunter2" "api.token=hunter2" "x=http://me:hunter2@host/" ];
    problems = [
      "${at}.boot.kernelParams has db_password, which looks like a secret"
      "has api.token"
      "has x, which looks like a secret"
    ];
  };
  "every word of a parameter is looked at" = {
    machine = params [ "quiet=1 root=/dev/sda1" "x=1 db_password=hunter2" "a=b hostname=evil" "y https://hunter2@host/" ];
    problems = [
      "${at}.boot.kernelParams has root, which has an option of its own"
      "${at}.boot.kernelParams has db_password, which looks like a secret"
      "${at}.boot.kernelParams has hostname, which has an option of its own"
      "${at}.boot.kernelParams has a word, which looks like a secret"
    ];
  };
  "a word that ends a command of iPXE is refused" = {
    machine = params [ "foo ; goto start" ];
    problems = [ "${at}.boot.kernelParams has \";\" as a word, where iPXE would end the command" ];
  };
  "usual parameters are valid" = {
    machine = params [ "iommu.passthrough=1" "rd.luks.options=tpm2-device=auto" "secretmem.enable=1" "x=a;b" ];
    problems = [ ];
  };
  "what iPXE would expand is refused" = {
    machine = params [ "x=\${net0/mac}" ];
    refused = [ "word of the kernel's command line" ];
  };
  "two lines are refused" = {
    machine = params [ "x\nboot" ];
    refused = [ "word of the kernel's command line" ];
  };
  "what ends a command of iPXE is refused" = {
    machine = params [ "x && reboot" ];
    refused = [ "word of the kernel's command line" ];
  };
}
