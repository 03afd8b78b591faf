import { Failure } from '../model/failure.ts';
import { type Machine, MOST_KERNEL_BYTES } from '../model/machine.ts';
import { isDnsName } from '../model/name-syntax.ts';

/** What variables say of one image, beside its secrets. */
export interface ImageVariables {
  /** NODE_HOSTNAME */
  readonly hostname: string | null;
  /** The text of the file that SSH_KEY_PATH names. */
  readonly sshKey: string | null;
  /** IGN_PATH */
  readonly ignitionUrl: string | null;
}

/**
 * The machine with a kernel command line that says what variables say: another name, one more key, or
 * another place of the configuration. Throws a `Failure` for values that cannot stand there.
 */
export function withVariables(machine: Machine, variables: ImageVariables): Machine {
  const { hostname, sshKey, ignitionUrl } = variables;
  const words = [
    ...(hostname === null ? [] : [`systemd.hostname=${checkHostname(hostname)}`]),
    ...(sshKey === null ? [] : [`sshkey="${publicKey(sshKey)}"`]),
  ];
  const base = machine.kernelCommandLine;
  const line = [ignitionUrl === null ? base : movedTo(machine, ignitionUrl), ...words].join(' ');
  if (line === base) return machine;
  if (new TextEncoder().encode(line).length > MOST_KERNEL_BYTES) throw tooLong();
  return { ...machine, kernelCommandLine: line, ipxeScript: replaceLine(machine, line) };
}

function replaceLine({ ipxeScript, kernelCommandLine }: Machine, line: string): string {
  const [before = '', after, ...more] = ipxeScript.split(` ${kernelCommandLine} ||`);
  if (after !== undefined && more.length === 0) return `${before} ${line} ||${after}`;
  throw new Error('the iPXE script does not hold the kernel command line once');
}

function checkHostname(hostname: string): string {
  if (isDnsName(hostname, 64)) return hostname;
  throw unfit('NODE_HOSTNAME', 'is no name of a host, such as node1.example.com');
}

/** Type and key, without the comment. https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT */
function publicKey(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [, key] =
    /^((?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/]+=*)(?:\s|$)/.exec(lines[0] ?? '') ?? [];
  if (key !== undefined && lines.length === 1) return key;
  throw unfit('SSH_KEY_PATH', 'names no file with one public key, such as ~/.ssh/id_ed25519.pub');
}

function movedTo({ boot, kernelCommandLine }: Machine, url: string): string {
  if (!/^https?:\/\/[^\s"'|<>]+$/.test(url))
    throw unfit('IGN_PATH', 'is no address that begins with https:// or http://');
  if (boot.ignition.type !== 'url')
    throw unfit(
      'IGN_PATH',
      `would replace a configuration that is ${boot.ignition.type}: unset it, or set boot.ignition = "url"`,
    );
  return kernelCommandLine.replace(
    /(^| )ignition\.config\.url=\S*/,
    (_, space: string) => `${space}ignition.config.url=${url}`,
  );
}

function unfit(variable: string, why: string): Failure {
  return new Failure({
    code: 'invalid-value',
    message: `the variable ${variable} ${why}`,
    hint: `Set it right, or unset it: what the machine's options say then holds.`,
  });
}

function tooLong(): Failure {
  return new Failure({
    code: 'invalid-value',
    message: `with NODE_HOSTNAME, SSH_KEY_PATH and IGN_PATH the kernel command line has more than ${String(MOST_KERNEL_BYTES)} bytes`,
    hint: "Write keys into the machine's options: they are in its Ignition configuration then.",
  });
}
