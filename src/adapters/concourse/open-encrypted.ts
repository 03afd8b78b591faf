import { createReadStream, createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { encryptedDamaged, vaultFailed } from '../vaults/vault-failures.ts';
import { decodeBase64 } from './decode-base64.ts';
import { opensslDecipher, SALTED_BYTES } from './openssl-cipher.ts';

/** How a file was encrypted. */
export interface OpensslKey {
  readonly cipher: string;
  readonly password: string;
}

/**
 * Decrypts a file of `openssl enc -a` into one that is there and empty. Most ciphers do not notice a wrong
 * password, or a change: whoever uses the result has to check it.
 */
export async function openEncrypted(
  source: string,
  target: string,
  key: OpensslKey,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(
      createReadStream(source),
      (chunks: AsyncIterable<Uint8Array>) => decodeBase64(source, chunks),
      (bytes: AsyncIterable<Uint8Array>) => decrypt(source, bytes, key),
      createWriteStream(target, { flags: 'r+' }),
      { signal },
    );
  } catch (error) {
    signal.throwIfAborted();
    throw explain(source, error);
  }
}

async function* decrypt(
  source: string,
  bytes: AsyncIterable<Uint8Array>,
  { cipher, password }: OpensslKey,
): AsyncGenerator<Uint8Array> {
  let start: Buffer = Buffer.alloc(0);
  let decipher: Awaited<ReturnType<typeof opensslDecipher>> = null;
  for await (const chunk of bytes) {
    if (decipher !== null) yield decipher.update(chunk);
    else {
      start = Buffer.concat([start, chunk]);
      if (start.length < SALTED_BYTES) continue;
      decipher = await opensslDecipher(cipher, password, start);
      if (decipher === null) break;
      yield decipher.update(start.subarray(SALTED_BYTES));
    }
  }
  if (decipher === null) throw encryptedDamaged(source, 'it is nothing that openssl encrypted');
  yield decipher.final();
}

function explain(source: string, error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (error instanceof Error && 'syscall' in error) return vaultFailed('opened', source, error);
  return wrongPassword(source, reasonOf(error), error);
}

/** Of a file that the password does not open, as far as can be told. */
export function wrongPassword(source: string, reason: string, cause?: unknown): Failure {
  return new Failure({
    code: 'backup-not-for-us',
    message: `${basename(source)} is not opened by the password of secret.gpg: ${reason}`,
    hint: 'It is damaged, or another password or cipher was used then: see K0SCTL_ENC_CIPHER, and the history of secret.gpg in its repository.',
    cause,
  });
}
