import { judgeFreshness } from '../../../backup/judge-freshness.ts';
import type { BackupHealth } from '../../../model/backup-health.ts';
import type { Cluster } from '../../../model/cluster.ts';
import { Failure } from '../../../model/failure.ts';
import { reasonOf } from '../../../model/reason-of.ts';
import type { BackupPorts } from './backup-ports.ts';
import { withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/** How well a cluster is backed up; null where the hostgroup describes no backups. A store that cannot be read is a problem. */
export async function lookAtBackups(
  cluster: Cluster,
  ports: BackupPorts,
  signal: AbortSignal,
): Promise<BackupHealth | null> {
  if (cluster.backup === null) return null;
  try {
    return await withBackups(cluster, ports, signal, async (session) =>
      judgeFreshness(await loadRecords(session), session.rules, ports.clock.date()),
    );
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    const problem = `backups cannot be judged: ${reasonOf(error)}${error.hint === undefined ? '' : `. ${error.hint}`}`;
    return { count: 0, newest: null, drill: null, problems: [problem], notes: [] };
  }
}
