import { Failure } from '../model/failure.ts';
import type { ImageVariables } from '../model/image-variables.ts';
import { isDnsName } from '../model/name-syntax.ts';

/** The same with the whole text of the file of a key. */
export interface GivenVariables extends Omit<ImageVariables, 'sshKey'> {
  readonly sshKeyText: string | null;
}

/**
 * What variables say of an image, as Nix takes it: it would show what it does not take, and that may
 * be a secret. Throws a `Failure` with the name of the variable, and without its value.
 */
export function checkVariables(given: GivenVariables): ImageVariables {
  const { machine, hostname, sshKeyText, ignitionUrl } = given;
  if (hostname !== null && !isDnsName(hostname, 64))
    throw unfit('NODE_HOSTNAME', 'is no name of a host, such as node1.example.com');
  if (ignitionUrl !== null && !URL_OF_NIX.test(ignitionUrl))
    throw unfit('IGN_PATH', 'is no address that begins with https:// or http://');
  const sshKey = sshKeyText === null ? null : publicKey(sshKeyText);
  return { machine, hostname, sshKey, ignitionUrl };
}

/** The type `url` of lib/machine/types.nix. */
const URL_OF_NIX = /^https?:\/\/[\][A-Za-z0-9._~:/?#@!&'()*+,;=%-]+$/;

/** Type and key, without the comment. https://man.openbsd.org/sshd#AUTHORIZED_KEYS_FILE_FORMAT */
function publicKey(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [, key] =
    /^((?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/]+=*)(?:\s|$)/.exec(lines[0] ?? '') ?? [];
  if (key !== undefined && lines.length === 1) return key;
  throw unfit('SSH_KEY_PATH', 'names no file with one public key, such as ~/.ssh/id_ed25519.pub');
}

function unfit(variable: string, why: string): Failure {
  return new Failure({
    code: 'invalid-value',
    message: `the variable ${variable} ${why}`,
    hint: `Set it right, or unset it: what the machine's options say then holds.`,
  });
}
