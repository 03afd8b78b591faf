import { type BackupSnapshot, OUR_TAG, readSnapshots } from './read-snapshots.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

/** How long the repository may take to say what it has. */
const ANSWER_MILLISECONDS = 5 * 60 * 1000;

/** All snapshots of backups, the oldest first. */
export async function listSnapshots({
  restic,
  place,
}: ResticWorkspace): Promise<readonly BackupSnapshot[]> {
  const args = ['snapshots', '--json', '--no-lock', '--tag', OUR_TAG];
  return readSnapshots(await restic(args, ANSWER_MILLISECONDS), place);
}

/** The snapshot that counts for a file: the first one, of which there are several only after a race. */
export function findSnapshot(
  snapshots: readonly BackupSnapshot[],
  backup: string,
  file: string,
): BackupSnapshot | undefined {
  return snapshots.find((snapshot) => snapshot.backup === backup && snapshot.files.has(file));
}
