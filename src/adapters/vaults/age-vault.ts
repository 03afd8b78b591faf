import { createReadStream, createWriteStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import type { Failure } from '../../model/failure.ts';
import { reasonOf } from '../../model/reason-of.ts';
import { shorten } from '../../model/shorten.ts';
import { escapeUnprintable } from '../../model/unprintable.ts';
import type { Vault } from '../../ports/vault.ts';
import { ageDecrypter, ageEncrypter } from './age-keys.ts';
import { createMeasure } from '../measure-bytes.ts';
import { fillNewTarget } from '../fill-new-target.ts';
import { encryptedDamaged, notForUs, vaultFailed } from './vault-failures.ts';

/** https://age-encryption.org/v1 by typage, in streams; without an identity it opens nothing. */
export function createAgeVault(recipients: readonly string[], identity: string | null): Vault {
  return {
    extension: 'age',
    encrypt: (source, target, signal) =>
      fillNewTarget(target, async () => {
        const encrypter = ageEncrypter(recipients);
        try {
          return await pour(await encrypter.encrypt(bytesOf(source)), target, signal);
        } catch (error) {
          signal.throwIfAborted();
          throw vaultFailed('encrypted', source, error);
        }
      }),
    async decrypt(source, target, signal) {
      const decrypter = ageDecrypter(identity ?? '');
      const open = async () => {
        try {
          return await pour(await decrypter.decrypt(bytesOf(source)), target, signal);
        } catch (error) {
          signal.throwIfAborted();
          throw explain(source, error);
        }
      };
      return target === null ? open() : fillNewTarget(target, open);
    },
  };
}

function bytesOf(file: string): ReadableStream<Uint8Array> {
  return ReadableStream.from(readWhenAsked(file));
}

/** A stream that nobody reads yet would tell nobody that there is no such file. */
async function* readWhenAsked(file: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file);
  yield* chunks;
}

async function pour(bytes: ReadableStream<Uint8Array>, target: string | null, signal: AbortSignal) {
  const { pass, digest } = createMeasure();
  const sink = target === null ? devNull() : createWriteStream(target, { flags: 'r+' });
  await pipeline(bytes, pass, sink, { signal });
  return digest();
}

function devNull(): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
}

/** typage has no codes for its errors. What it says of a header may hold what is in it. */
function explain(source: string, error: unknown): Failure {
  if (error instanceof Error && 'syscall' in error) return vaultFailed('opened', source, error);
  const reason = shorten(escapeUnprintable(reasonOf(error)), 120);
  if (reason.startsWith('no identity matched')) return notForUs(source, 'no identity opens it');
  return encryptedDamaged(source, `age finds: ${reason}`, error);
}
