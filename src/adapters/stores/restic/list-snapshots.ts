import type { Failure } from '../../../model/failure.ts';
import { type BackupSnapshot, OUR_TAG, readSnapshots } from './read-snapshots.ts';
import { resticFailure, snapshotsUnreadable } from './restic-failures.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

/** How long the repository may take to say what it has. */
const ANSWER_MILLISECONDS = 5 * 60 * 1000;

export interface FoundSnapshots {
  /** Of backups, the oldest first. */
  readonly snapshots: readonly BackupSnapshot[];
  /** Why some snapshots cannot be read, which may be of backups; null where all can. */
  readonly failure: Failure | null;
}

/** All snapshots of backups, the oldest first. Throws a `Failure` where one cannot be read that may be of a backup. */
export async function listSnapshots(
  workspace: ResticWorkspace,
): Promise<readonly BackupSnapshot[]> {
  const { snapshots, failure } = await findSnapshots(workspace);
  if (failure !== null) throw failure;
  return snapshots;
}

/** The snapshots that can be read, and what is wrong with others: restic leaves those out, and succeeds. */
export async function findSnapshots({ attempt, place }: ResticWorkspace): Promise<FoundSnapshots> {
  const args = ['snapshots', '--json', '--no-lock', '--tag', OUR_TAG];
  const { exitCode, stdout, stderr } = await attempt(args, ANSWER_MILLISECONDS);
  if (exitCode !== 0) throw resticFailure(place, 'snapshots', stderr);
  const ids = [...stderr.matchAll(UNREADABLE)].map(([, id = '']) => id);
  return {
    snapshots: readSnapshots(stdout, place),
    failure: ids.length === 0 ? null : snapshotsUnreadable(place, ids, stderr),
  };
}

/** The first are the words of restic 0.14, the others those of later ones. */
const UNREADABLE = /^(?:could not load snapshot |Ignoring ")([0-9a-f]+)/gm;

/** The snapshot that counts for a file: the first one, of which there are several only after a race. */
export function findSnapshot(
  snapshots: readonly BackupSnapshot[],
  backup: string,
  file: string,
): BackupSnapshot | undefined {
  return snapshots.find((snapshot) => snapshot.backup === backup && snapshot.files.has(file));
}
