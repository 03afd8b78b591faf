import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Debian package, as the lock pins it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  readonly sha256: string;
}

/** Node.js of one architecture: npm's package with its program. */
export interface LockedNode {
  readonly url: string;
  /** As npm has it: `sha512-` and base64. */
  readonly integrity: string;
}

/** All that is fetched for one architecture, packages in an order in which they can be unpacked. */
export interface Locked {
  readonly node: LockedNode;
  readonly packages: readonly LockedPackage[];
}

/** What an image is made of, by the name of the architecture. */
export type Lock = Readonly<Record<string, Locked>>;

const FILE = join(import.meta.dirname, 'lock.json');

/** Reads the lock that is committed. */
export async function readLock(): Promise<Lock> {
  return JSON.parse(await readFile(FILE, 'utf8')) as Lock;
}

/** Writes it, in the form in which it is committed. */
export async function writeLock(lock: Lock): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
