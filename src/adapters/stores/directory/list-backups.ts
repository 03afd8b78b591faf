import { type Dirent, type Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { Failure } from '../../../model/failure.ts';
import type { StoredBackup } from '../../../ports/backup-store.ts';
import { isStoredName } from '../stored-name.ts';

/**
 * All backups. What has no name of a backup is somebody else's, and left alone; what has one, and is
 * no directory of files, is a `Failure`, since it would hide a backup.
 */
export async function listBackups(
  place: string,
  signal: AbortSignal,
): Promise<readonly StoredBackup[]> {
  const entries = (await readdir(place, { withFileTypes: true })).filter(isInPlace);
  const backups: StoredBackup[] = [];
  for (const { name } of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    signal.throwIfAborted();
    const found = (await listFiles(place, name)) ?? [];
    if (found.length === 0) continue;
    backups.push({
      name,
      lastAdded: Math.max(...found.map(({ written }) => written)),
      files: found.map(({ name: file, size }) => ({ name: file, size })),
    });
  }
  return backups;
}

/** A plain file beside the backups, such as a note, is none. */
function isInPlace(entry: Dirent): boolean {
  return isStoredName(entry.name) && entry.name !== 'lost+found' && !entry.isFile();
}

interface FoundFile {
  readonly name: string;
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly written: number;
}

/** The files of a backup, sorted; null where it is not there. */
export async function listFiles(
  place: string,
  backup: string,
): Promise<readonly FoundFile[] | null> {
  const path = join(place, backup);
  const found = await lookAt(path);
  if (found === null) return null;
  if (!found.isDirectory()) throw strangeObject(path, 'directory');
  const names = (await readdir(path)).filter(isStoredName).toSorted();
  const files = await Promise.all(names.map((name) => describeFile(join(path, name), name)));
  return files.filter((file) => file !== null);
}

async function describeFile(path: string, name: string): Promise<FoundFile | null> {
  const found = await lookAt(path);
  if (found === null) return null; // Removed meanwhile.
  if (!found.isFile()) throw strangeObject(path, 'file');
  return { name, size: found.size, written: found.mtimeMs };
}

async function lookAt(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whoever can put a link there could have us read, or lose, what it points to. */
export function strangeObject(path: string, expected: 'directory' | 'file'): Failure {
  return new Failure({
    code: 'store-damaged',
    message: `${path} is no plain ${expected}, as a store of backups has it`,
    hint: 'See who put it there, and move it away. Nothing was changed.',
  });
}
