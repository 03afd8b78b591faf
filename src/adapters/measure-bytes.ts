import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileDigest } from '../model/backup-manifest.ts';

/** Hashes and counts what passes. */
export interface Measure {
  readonly pass: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;
  readonly see: (chunk: Uint8Array) => void;
  readonly digest: () => FileDigest;
}

export function createMeasure(): Measure {
  const hash = createHash('sha256');
  let size = 0;
  const see = (chunk: Uint8Array) => {
    hash.update(chunk);
    size += chunk.length;
  };
  async function* pass(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      see(chunk);
      yield chunk;
    }
  }
  return { pass, see, digest: () => ({ sha256: hash.digest('hex'), size }) };
}

/** The digest of a file. */
export async function digestOf(file: string, signal: AbortSignal): Promise<FileDigest> {
  const { see, digest } = createMeasure();
  const chunks: AsyncIterable<Uint8Array> = createReadStream(file, { signal });
  for await (const chunk of chunks) see(chunk);
  return digest();
}
