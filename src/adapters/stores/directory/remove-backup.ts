import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../../model/error-code.ts';
import { isStoredName } from '../stored-name.ts';
import { draftName } from './drafts.ts';
import { syncDirectory } from './durable.ts';
import { listFiles, strangeObject } from './list-backups.ts';

/** Removes a backup by one rename. What is no file of a backup keeps it, and is told. */
export async function removeBackup(place: string, backup: string): Promise<void> {
  if ((await listFiles(place, backup)) === null) return;
  await refuseForeign(join(place, backup));
  const aside = join(place, draftName());
  try {
    await rename(join(place, backup), aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return; // Another run was faster.
    throw error;
  }
  await syncDirectory(place);
  await rm(aside, { recursive: true });
}

/** Hidden files, as those that NFS leaves for a while, are no reason to keep it. */
async function refuseForeign(path: string): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true });
  const foreign = entries.find(
    (entry) => !isStoredName(entry.name) && !(entry.isFile() && entry.name.startsWith('.')),
  );
  if (foreign !== undefined) throw strangeObject(join(path, foreign.name), 'file');
}
