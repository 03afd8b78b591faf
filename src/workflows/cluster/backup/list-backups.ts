import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { BackupRecord } from '../../../model/backup-record.ts';
import { describeCluster } from '../describe-cluster.ts';
import type { BackupPorts } from './backup-ports.ts';
import { withBackups } from './backup-session.ts';
import { loadRecords } from './load-records.ts';

/** What the store holds of the cluster, by name. Archives are not fetched. */
export async function listBackups(
  request: EvaluationRequest,
  ports: BackupPorts,
  signal: AbortSignal,
): Promise<readonly BackupRecord[]> {
  const { cluster } = await describeCluster(request, ports, signal);
  return withBackups(cluster, ports, signal, loadRecords);
}
