import { readK0sctlLine } from '../../../cluster/read-k0sctl-line.ts';
import { readHosts } from '../../../cluster/read-hosts.ts';
import type { VerifiedBackup } from '../../../model/backup-record.ts';
import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { HostSurvey } from '../../../model/host-survey.ts';
import type { HeldLock } from '../../../ports/cluster-lock.ts';
import { runK0sctl } from '../run-k0sctl.ts';
import type { BackupPorts } from './backup-ports.ts';
import type { BackupSession } from './backup-session.ts';
import { withoutLeftovers } from './without-leftovers.ts';

/**
 * Has k0sctl restore an archive, without a dry run, which would restore as well. Throws a `Failure` where
 * it fails, and where it says that all is well and has restored nothing.
 */
export async function restoreArchive(
  { ports, signal, held }: Pick<BackupSession, 'ports' | 'signal'> & { readonly held: HeldLock },
  {
    cluster,
    path,
    action,
  }: { readonly cluster: Cluster; readonly path: string; readonly action: string },
): Promise<void> {
  const leader = readHosts(cluster).find(({ isController, reset }) => isController && !reset);
  if (leader === undefined) throw new Error('a cluster without a controller was not refused');
  const args = ['apply', '--restore-from', path];
  const order = { cluster, args, action, timeout: cluster.timeout, lock: held };
  const outside = { shell: ports.shell(cluster), story: ports.story };
  const end = await withoutLeftovers(leader, outside, signal, () =>
    runK0sctl(order, ports, signal),
  );
  if (end.exitCode !== 0) throw restoreFailed(cluster.name, end.reason);
  if (!hasRestored(end.stdout)) throw nothingRestored(cluster.name);
}

/** Whether k0sctl went through the phase that restores. It leaves it out where it takes a controller for running. */
function hasRestored(stdout: string): boolean {
  return stdout
    .split('\n')
    .map(readK0sctlLine)
    .some((line) => line?.type === 'phase' && line.text === 'Restore cluster state');
}

/** How long the API server may take to tell the UID once k0sctl has found it ready. */
const UID_MILLISECONDS = 60_000;
const LOOK_AGAIN_MILLISECONDS = 2000;

/**
 * Waits until a controller tells the UID of the cluster, which has to be that of the backup. Throws a
 * `Failure` where it is another's, or none tells it.
 */
export async function awaitUid(
  look: () => Promise<readonly HostSurvey[]>,
  { name, state }: VerifiedBackup,
  { clock, story }: Pick<BackupPorts, 'clock' | 'story'>,
  signal: AbortSignal,
): Promise<void> {
  const { clusterUid } = state.manifest;
  const end = clock.now() + UID_MILLISECONDS;
  let found = uidsIn(await look());
  while (found.length === 0 && clock.now() < end) {
    await clock.sleep(LOOK_AGAIN_MILLISECONDS, signal);
    found = uidsIn(await look());
  }
  if (clusterUid === null && found.length > 0)
    story.warn(`the UID of the cluster in ${name} is not known, so that it cannot be compared`);
  else if (found.length > 0 && found.every((uid) => uid === clusterUid))
    story.tell(`restored: the cluster is ${found[0] ?? ''}, as in ${name}`);
  else throw otherCluster(name, clusterUid, found);
}

function uidsIn(surveys: readonly HostSurvey[]): readonly string[] {
  return surveys.flatMap(({ state }) => (state.type === 'seen' ? (state.cluster?.uid ?? []) : []));
}

function restoreFailed(cluster: string, reason: string): Failure {
  return new Failure({
    code: 'restore-failed',
    message: `k0sctl could not restore ${cluster}: ${reason}`,
    hint: 'What it began may be left on the hosts, and would be in the way: kubernixos cluster uninstall --no-backup. The backup is as it was.',
  });
}

function nothingRestored(cluster: string): Failure {
  return new Failure({
    code: 'nothing-restored',
    message: `k0sctl ended well, and restored nothing: ${cluster} is a new, empty cluster, or one that ran already`,
    hint: 'See what runs there: kubernixos cluster status. Remove it, and restore again: kubernixos cluster uninstall --no-backup. The backup is as it was.',
  });
}

function otherCluster(backup: string, expected: string | null, found: readonly string[]): Failure {
  const is =
    found.length === 0 ? 'no controller tells its UID' : `it is ${[...new Set(found)].join(', ')}`;
  return new Failure({
    code: 'other-cluster-restored',
    message: `the cluster that runs now is not known to be the one in ${backup}: that is ${expected ?? 'unknown'}, and ${is}`,
    hint: 'See what runs there: kubernixos cluster status. The backup is as it was.',
  });
}
