import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ConcourseBackup, ConcourseSettings } from '../../model/concourse-backups.ts';
import { Failure } from '../../model/failure.ts';
import { hashFile } from '../hash-file.ts';
import { isBackupName, latestName, timeOfBackup } from './file-names.ts';

/** The checkouts that backups may be in: as the image has them, and the directory itself. */
export function checkoutsIn(directory: string, settings: ConcourseSettings): readonly string[] {
  return [settings.restoreDirectory, settings.backupDirectory, '.'].map((path) =>
    resolve(directory, path),
  );
}

/**
 * Finds the backups of all checkouts, each once, the newest first. What is linked is not followed, but
 * for the link to the newest one. Throws a `Failure` where there is none.
 */
export async function listBackups(
  directory: string,
  settings: ConcourseSettings,
): Promise<readonly ConcourseBackup[]> {
  const found = await Promise.all(
    checkoutsIn(directory, settings).map((path) => listCheckout(path, settings)),
  );
  const byName = new Map(
    found
      .flat()
      .toReversed()
      .map((backup) => [backup.name, backup]),
  );
  if (byName.size === 0) throw noBackups(directory, settings);
  return [...byName.values()].sort(newestFirst);
}

async function listCheckout(
  path: string,
  settings: ConcourseSettings,
): Promise<readonly ConcourseBackup[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const named = files.filter((name) => isBackupName(name, settings));
  const latest = await readLatest(path, latestName(settings), named);
  const isItself = files.includes(latest) && !named.includes(latest);
  return (isItself ? [...named, latest] : named).map((name) => ({
    name,
    file: join(path, name),
    time: timeOfBackup(name),
    isLatest: name === latest,
  }));
}

/**
 * The file that the link leads to. A checkout without links has what git keeps of one, the name, or a
 * copy of that file; the file itself where it is of none.
 */
async function readLatest(path: string, link: string, named: readonly string[]): Promise<string> {
  const file = join(path, link);
  const target = await readlink(file).catch(() => readName(file));
  const name = target === null ? null : basename(target);
  if (name !== null && named.includes(name)) return name;
  return (await findCopied(file, path, named)) ?? link;
}

async function findCopied(
  file: string,
  path: string,
  named: readonly string[],
): Promise<string | undefined> {
  const sizeOf = async (one: string) => (await lstat(one).catch(() => null))?.size;
  const size = await sizeOf(file);
  if (size === undefined) return undefined;
  const hash = await hashFile(file);
  for (const name of named) {
    const other = join(path, name);
    if ((await sizeOf(other)) === size && (await hashFile(other)) === hash) return name;
  }
  return undefined;
}

const LONGEST_NAME = 1024;

async function readName(file: string): Promise<string | null> {
  const found = await lstat(file).catch(() => null);
  if (found === null || !found.isFile() || found.size > LONGEST_NAME) return null;
  return (await readFile(file, 'utf8')).trim();
}

function newestFirst(a: ConcourseBackup, b: ConcourseBackup): number {
  const [first, second] = [`${b.time ?? ''} ${b.name}`, `${a.time ?? ''} ${a.name}`];
  return first < second ? -1 : Number(first > second);
}

function noBackups(directory: string, { prefix, suffix }: ConcourseSettings): Failure {
  return new Failure({
    code: 'no-concourse-backups',
    message: `${directory} holds no backup of concourse-k0sctl: no file ${prefix}*${suffix}.b64, nor one in its directories restore and backup`,
    hint: 'Give the checkout of its backup repository. Where its variables K0SCTL_DIR_BAK, K0SCTL_DIR_RES, K0SCTL_PREFIX_BAK or K0SCTL_SUFFIX_BAK were set, set them again.',
  });
}
