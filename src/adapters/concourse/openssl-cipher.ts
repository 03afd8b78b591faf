import {
  type CipherInfo,
  createDecipheriv,
  type Decipheriv,
  getCipherInfo,
  pbkdf2,
} from 'node:crypto';
import { promisify } from 'node:util';
import { Failure } from '../../model/failure.ts';

/** What `openssl enc` puts before its output: this and eight bytes. */
const MAGIC = 'Salted__';

/** Of the magic and the salt. */
export const SALTED_BYTES = 16;

/** The defaults of `openssl enc -pbkdf2`. https://docs.openssl.org/3.0/man1/openssl-enc */
const DERIVATION = { iterations: 10_000, digest: 'sha256' };

/** `openssl enc` refuses those that detect changes. */
const UNUSED_MODES = ['gcm', 'ccm', 'ocb', 'wrap', 'siv'];

/**
 * What opens a file of `openssl enc -CIPHER -pbkdf2`, which begins with `start`; null where that is no
 * beginning of one. In this process, so that no other one ever has the password.
 */
export async function opensslDecipher(
  cipher: string,
  password: string,
  start: Buffer,
): Promise<Decipheriv | null> {
  const info = cipherInfo(cipher);
  if (start.toString('latin1', 0, MAGIC.length) !== MAGIC || start.length < SALTED_BYTES)
    return null;
  const { keyLength, ivLength = 0 } = info;
  const salt = start.subarray(MAGIC.length, SALTED_BYTES);
  const { iterations, digest } = DERIVATION;
  const secret = await derive(password, salt, iterations, keyLength + ivLength, digest);
  const iv = ivLength === 0 ? null : secret.subarray(keyLength);
  return createDecipheriv(cipher, secret.subarray(0, keyLength), iv);
}

const derive = promisify(pbkdf2);

function cipherInfo(cipher: string): CipherInfo {
  const info = getCipherInfo(cipher);
  if (info !== undefined && !UNUSED_MODES.includes(info.mode) && info.name !== 'chacha20-poly1305')
    return info;
  throw new Failure({
    code: 'cipher-unknown',
    message: `there is no cipher ${cipher} that a backup can be encrypted with`,
    hint: 'Set K0SCTL_ENC_CIPHER to what it was then: `chacha20` unless it was set.',
  });
}
