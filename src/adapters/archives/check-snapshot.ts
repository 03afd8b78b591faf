import { createHash } from 'node:crypto';
import type { Wholeness } from '../../model/archive-contents.ts';
import type { TarEntry } from './read-tar.ts';

/** etcd appends the SHA-256 of its database. https://etcd.io/docs/latest/op-guide/recovery */
const HASH_BYTES = 32;

/** The pages of a database are a multiple of this. */
const PAGE_BYTES = 512;

/** Reads a snapshot of etcd, and compares it with the hash at its end. */
export async function checkSnapshot({ header: { size }, content }: TarEntry): Promise<Wholeness> {
  const bodySize = Math.max(0, size - HASH_BYTES);
  const hash = createHash('sha256');
  const noted: Buffer[] = [];
  let position = 0;
  for await (const chunk of content) {
    const left = Math.max(0, bodySize - position);
    hash.update(chunk.subarray(0, left));
    noted.push(Buffer.from(chunk.subarray(left)));
    position += chunk.length;
  }
  if (bodySize === 0 || bodySize % PAGE_BYTES !== 0)
    return broken(`${String(size)} bytes are not whole pages and a SHA-256`);
  return Buffer.concat(noted).equals(hash.digest())
    ? { isWhole: true }
    : broken('it has not the SHA-256 that etcd wrote at its end');
}

function broken(reason: string): Wholeness {
  return { isWhole: false, reason };
}
