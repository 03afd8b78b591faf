import { link, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import type { Failure } from '../../../model/failure.ts';
import type { FileToStore } from '../../../ports/backup-store.ts';
import { fileIsThere, noSuchBackup } from '../store-failures.ts';
import type { Addition } from '../with-single-reads.ts';
import { draftName, sweepDrafts } from './drafts.ts';
import { copyDurably, syncDirectory } from './durable.ts';
import { listFiles } from './list-backups.ts';

/**
 * Adds files to a backup. A new backup appears with all of them by one rename. Those of a backup that
 * is there appear one after the other, in their order, each whole; a failure takes them back.
 */
export async function addFiles(
  place: string,
  addition: Addition,
  signal: AbortSignal,
): Promise<void> {
  const { backup, files, toExisting } = addition;
  await sweepDrafts(place);
  await refuseUnfit(place, addition);
  const draft = join(place, draftName());
  await mkdir(draft, { mode: 0o700 });
  try {
    for (const { name, path } of files) await copyDurably(path, join(draft, name), signal);
    await syncDirectory(draft);
    signal.throwIfAborted();
    if (toExisting || !(await isMoved(draft, join(place, backup))))
      await addEach(place, backup, files, draft);
    await syncDirectory(place);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function refuseUnfit(place: string, { backup, files, toExisting }: Addition): Promise<void> {
  const there = (await listFiles(place, backup)) ?? [];
  if (toExisting && there.length === 0) throw backupGone(place, backup, files);
  const taken = files.find((file) => there.some(({ name }) => name === file.name));
  if (taken !== undefined) throw fileIsThere(place, backup, taken.name);
}

/** False where the backup has files. A directory without any gives way, and loses nothing. */
async function isMoved(draft: string, target: string): Promise<boolean> {
  try {
    await rename(draft, target);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Links never replace a file: of two runs that add the same one, the second fails. */
async function addEach(
  place: string,
  backup: string,
  files: readonly FileToStore[],
  draft: string,
): Promise<void> {
  const target = join(place, backup);
  const added: string[] = [];
  try {
    for (const { name } of files) {
      await link(join(draft, name), join(target, name)).catch((error: unknown) => {
        if (errorCode(error) === 'ENOENT') throw backupGone(place, backup, files);
        throw errorCode(error) === 'EEXIST' ? fileIsThere(place, backup, name) : error;
      });
      added.push(join(target, name));
    }
    await syncDirectory(target);
  } catch (error) {
    for (const path of added) await rm(path, { force: true });
    throw error;
  }
}

function backupGone(place: string, backup: string, files: readonly FileToStore[]): Failure {
  const names = files.map(({ name }) => name);
  return noSuchBackup(place, backup, names);
}
