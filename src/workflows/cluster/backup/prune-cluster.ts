import type { PrunePlan } from '../../../backup/plan-prune.ts';
import type { EvaluationRequest } from '../../../evaluate/evaluation-request.ts';
import type { Verdict } from '../../verdict.ts';
import { describeCluster } from '../describe-cluster.ts';
import { withLock } from '../with-lock.ts';
import type { BackupPorts } from './backup-ports.ts';
import { withBackups } from './backup-session.ts';
import { planPruning, pruneBackups } from './prune-backups.ts';

/** Removes the backups of a cluster that the retention lets go; in a dry run it only says which. */
export async function pruneCluster(
  request: EvaluationRequest,
  { dryRun }: { readonly dryRun: boolean },
  ports: BackupPorts & { readonly showPlan: (plan: PrunePlan) => void },
  signal: AbortSignal,
): Promise<Verdict> {
  const { cluster } = await describeCluster(request, ports, signal);
  const lock = { cluster: cluster.name, action: 'prune' };
  return withBackups(cluster, ports, signal, (opened) => {
    if (dryRun) return planPruning(opened).then(show);
    return withLock(ports.lock, lock, signal, (within) =>
      pruneBackups({ ...opened, signal: within }, { withAbandoned: true }).then(show),
    );
  });

  function show(plan: PrunePlan): Verdict {
    ports.showPlan(plan);
    return 'done';
  }
}
