import { randomUUID } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fateOf, nameProcess } from '../../processes.ts';

const PREFIX = '.draft-';

/** A name beside the backups for what is not whole yet, or no more; it tells whose it is. */
export function draftName(): string {
  const process_ = (nameProcess(process.pid) ?? 'unknown').replaceAll('/', '_');
  return `${PREFIX}${process_}-${randomUUID().slice(0, 8)}`;
}

export function isDraft(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** How long what another machine writes may rest before it counts as left behind. */
const LONGEST_REST_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Removes what runs left behind that were ended. What cannot be removed is in nobody's way. */
export async function sweepDrafts(place: string): Promise<void> {
  for (const name of (await readdir(place)).filter(isDraft)) {
    const path = join(place, name);
    if (await isAbandoned(name, path))
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isAbandoned(name: string, path: string): Promise<boolean> {
  const owner = name.slice(PREFIX.length, name.lastIndexOf('-')).replaceAll('_', '/');
  const fate = fateOf(owner);
  if (fate !== 'unknown') return fate === 'gone';
  return Date.now() - (await lastChange(path)) > LONGEST_REST_MILLISECONDS;
}

/** When something in it last changed; now, where it goes while it is looked at. */
async function lastChange(path: string): Promise<number> {
  try {
    const { mtimeMs } = await lstat(path);
    const names = await readdir(path).catch(() => []);
    const times = await Promise.all(
      names.map(async (name) => (await lstat(join(path, name))).mtimeMs),
    );
    return Math.max(mtimeMs, ...times);
  } catch {
    return Date.now();
  }
}
