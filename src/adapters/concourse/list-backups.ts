import { type Dirent } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ConcourseBackup, ConcourseSettings } from '../../model/concourse-backups.ts';
import { Failure } from '../../model/failure.ts';
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
  const latest = await readLatest(path, settings);
  const isBackup = (entry: Dirent) =>
    entry.isFile() && (isBackupName(entry.name, settings) || entry.name === latestName(settings));
  return entries.filter(isBackup).map(({ name }) => ({
    name,
    file: join(path, name),
    time: timeOfBackup(name),
    isLatest: name === latest,
  }));
}

/** The file that the link leads to; the file itself where a checkout without links has a copy. */
async function readLatest(path: string, settings: ConcourseSettings): Promise<string> {
  const name = latestName(settings);
  return basename(await readlink(join(path, name)).catch(() => name));
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
