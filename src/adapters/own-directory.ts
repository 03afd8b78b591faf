import { randomInt } from 'node:crypto';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isAlive } from './is-alive.ts';

/** A private directory whose process was killed before it could remove it. */
export interface AbandonedDirectory {
  readonly path: string;
  /** What it holds, sorted. */
  readonly names: readonly string[];
  /** Since something was last made or removed in it. */
  readonly quietMilliseconds: number;
}

/** Makes a directory of mode 0700, whose name tells which process it belongs to. */
export async function makeOwnDirectory(parent: string, prefix: string): Promise<string> {
  const path = ownPath(parent, prefix);
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** An absolute path for such a directory, which none has yet: programs that start elsewhere get it too. */
export function ownPath(parent: string, prefix: string): string {
  return resolve(parent, `${prefix}${String(process.pid)}-${randomLetters()}`);
}

function randomLetters(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0');
}

const MOST = 100;

/**
 * Finds what was made at such paths for processes of ours that are gone, a bounded number of
 * directories. A process of another container can look as if it were gone: what lies there has to
 * tell as well that nobody uses it.
 */
export async function findAbandoned(
  parent: string,
  prefix: string,
): Promise<readonly AbandonedDirectory[]> {
  const all = await readdir(parent).catch(() => []);
  const candidates = all.filter((name) => isAbandonedName(name, prefix));
  const found = await Promise.all(
    candidates.slice(0, MOST).map((name) => inspect(join(parent, name)).catch(() => null)),
  );
  return found.filter((directory) => directory !== null);
}

function isAbandonedName(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const owner = /^([1-9]\d{0,9})-[A-Za-z0-9]{6}$/.exec(name.slice(prefix.length))?.[1];
  return owner !== undefined && !isAlive(Number(owner));
}

/** Null for links, for what others made, and for what others may enter. */
async function inspect(path: string): Promise<AbandonedDirectory | null> {
  const found = await lstat(path);
  const isOurs = found.isDirectory() && found.uid === process.getuid?.();
  if (!isOurs || (found.mode & 0o777) !== 0o700) return null;
  const names = (await readdir(path)).toSorted();
  return { path, names, quietMilliseconds: Date.now() - found.mtimeMs };
}
