import { cutShort, noSuchFile } from '../store-failures.ts';
import { makeTarget } from '../target-file.ts';
import { findSnapshot, listSnapshots } from './list-snapshots.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

/** Copies a file of a backup to a new file. Restic compares what it reads with its id. */
export async function fetchFile(
  workspace: ResticWorkspace,
  backup: string,
  file: string,
  target: string,
): Promise<void> {
  const { place, stream } = workspace;
  const snapshot = findSnapshot(await listSnapshots(workspace), backup, file);
  if (snapshot === undefined) throw noSuchFile(place, backup, file);
  await makeTarget(target, async (output) => {
    await stream(['dump', '--no-lock', snapshot.id, `/${backup}/${file}`], output);
    const [{ size: written }, size] = [await output.stat(), snapshot.files.get(file) ?? 0];
    if (written !== size) throw cutShort(place, `${backup}/${file}`, written, size);
  });
}
