import { Failure } from '../../../model/failure.ts';
import { reasonOf } from '../../../model/reason-of.ts';
import { listSnapshots } from './list-snapshots.ts';
import type { ResticWorkspace } from './restic-workspace.ts';

/** Forgets exactly the snapshots of these backups, and then frees what no other one needs. */
export async function removeBackups(
  workspace: ResticWorkspace,
  backups: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const snapshots = await listSnapshots(workspace);
  const ids = snapshots.filter(({ backup }) => backups.includes(backup)).map(({ id }) => id);
  if (ids.length === 0) return;
  await workspace.restic(['forget', '--quiet', ...ids]);
  try {
    await workspace.restic(['prune', '--quiet']);
  } catch (error) {
    signal.throwIfAborted();
    throw notPruned(workspace.place, error);
  }
}

function notPruned(place: string, cause: unknown): Failure {
  return new Failure({
    code: 'store-not-pruned',
    message: `${place}: the backups are removed, but their room is not free: ${reasonOf(cause)}`,
    hint: 'The next removal frees it, or `restic prune`.',
    cause,
  });
}
