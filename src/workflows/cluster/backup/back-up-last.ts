import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import type { HostSurvey } from '../../../model/host-survey.ts';
import type { HeldLock } from '../../../ports/cluster-lock.ts';
import type { BackUpPorts } from './back-up-cluster.ts';
import { withBackups } from './backup-session.ts';
import { takeBackup } from './take-backup.ts';

/**
 * Takes a backup before a cluster goes, where the hostgroup describes backups and there is something to
 * back up. Throws a `Failure` where none can be taken: nothing may be removed then.
 */
export async function backUpLast(
  cluster: Cluster,
  { surveys, held }: { readonly surveys: readonly HostSurvey[]; readonly held: HeldLock },
  ports: BackUpPorts,
  signal: AbortSignal,
): Promise<void> {
  if (cluster.backup === null) {
    ports.story.warn(
      'no backup is taken: the hostgroup describes none (kubernixos.cluster.backup)',
    );
    return;
  }
  if (surveys.every(isEmpty)) {
    ports.story.tell('no backup is taken: no host has data of k0s');
    return;
  }
  try {
    await withBackups(cluster, ports, signal, async (session) => {
      const manifest = await takeBackup(session, surveys, held);
      ports.showStored(manifest, session.store.place);
    });
  } catch (error) {
    throw error instanceof Failure && !signal.aborted ? notBackedUp(cluster.name, error) : error;
  }
}

function isEmpty({ state }: HostSurvey): boolean {
  return state.type === 'seen' && !state.hasData && state.units.length === 0;
}

function notBackedUp(cluster: string, cause: Failure): Failure {
  return new Failure({
    code: cause.code,
    message: `${cluster} stays, since no last backup of it could be taken: ${cause.message}`,
    hint: `Mend that, or do without one: kubernixos cluster uninstall --no-backup. Nothing was removed.`,
    cause,
  });
}
