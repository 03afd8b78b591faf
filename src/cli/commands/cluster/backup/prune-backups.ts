import { pruneCluster } from '../../../../workflows/cluster/backup/prune-cluster.ts';
import type { RunCommand } from '../../run-command.ts';
import { clusterRequest } from '../cluster-request.ts';
import { backupPorts } from './backup-ports.ts';

/** `kubernixos [HOSTGROUP] cluster backups prune [--dry-run]` */
export const runPruneBackups: RunCommand = (request, color, environment) => {
  const { stdout, signal } = environment;
  return pruneCluster(
    clusterRequest(request, environment),
    { dryRun: request.options.on('dry-run') },
    {
      ...backupPorts(request, color, environment),
      showPlan: ({ keep, remove, abandoned }) => {
        for (const { name, reasons } of keep)
          stdout.write(`  ${name}: kept (${reasons.join(', ')})\n`);
        for (const name of [...remove, ...abandoned]) stdout.write(`- ${name}\n`);
      },
    },
    signal,
  );
};
