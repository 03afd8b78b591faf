import { cutShort, noSuchFile } from '../store-failures.ts';
import { checkStoredNames } from '../stored-name.ts';
import { makeTarget } from '../target-file.ts';
import { findSnapshot, type FoundSnapshots } from './list-snapshots.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

/** Copies a file of a backup to a new file. Restic compares what it reads with its id. */
export async function fetchFile(
  { place, stream }: ResticWorkspace,
  { snapshots, failure }: FoundSnapshots,
  { backup, file }: { readonly backup: string; readonly file: string },
  target: string,
): Promise<void> {
  checkStoredNames([backup, file]);
  const snapshot = findSnapshot(snapshots, backup, file);
  if (snapshot === undefined) throw failure ?? noSuchFile(place, backup, file);
  await makeTarget(target, async (output) => {
    await stream(['dump', '--no-lock', snapshot.id, `/${backup}/${file}`], output);
    const [{ size: written }, size] = [await output.stat(), snapshot.files.get(file) ?? 0];
    if (written !== size) throw cutShort(place, `${backup}/${file}`, written, size);
  });
}
