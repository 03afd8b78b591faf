import { readHosts } from '../../../cluster/read-hosts.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { BackupManifest } from '../../../model/backup-manifest.ts';
import { surveyHosts } from '../survey-hosts.ts';
import type { Verdict } from '../../verdict.ts';
import { meantCluster } from '../meant-cluster.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { type BackupSession, withBackups } from './backup-session.ts';
import { pruneBackups } from './prune-backups.ts';
import { takeBackup } from './take-backup.ts';

export interface BackUpPorts extends BackupPorts {
  /** Shows what was stored. */
  readonly showStored: (manifest: BackupManifest, place: string) => void;
}

/**
 * Takes a backup of the cluster, and then removes the backups that the retention lets go: only once
 * the new one counts.
 */
export async function backUpCluster(
  request: EvaluationRequest,
  ports: BackUpPorts,
  signal: AbortSignal,
): Promise<Verdict> {
  const cluster = await meantCluster(request, ports, signal);
  const lock = { cluster: cluster.name, action: 'backup' };
  return withBackups(cluster, ports, signal, (opened) =>
    withLock<Verdict>(ports.lock, lock, signal, async (within, held) => {
      const session: BackupSession = { ...opened, signal: within };
      const surveys = await surveyHosts(readHosts(cluster), ports.shell(cluster), within);
      const manifest = await takeBackup(session, surveys, held);
      ports.showStored(manifest, session.store.place);
      await pruneBackups(session, { withAbandoned: false });
      return 'done';
    }),
  );
}
