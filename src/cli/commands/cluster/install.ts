import { systemClock } from '../../../adapters/clock.ts';
import { installPlanLines } from '../../../report/install-plan.ts';
import { printableLine } from '../../../report/printable.ts';
import { installCluster } from '../../../workflows/cluster/install-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { clusterRequest } from './cluster-request.ts';
import { lifecyclePorts } from './lifecycle-ports.ts';
import { withSshKey } from './with-ssh-key.ts';

/** `kubernixos [HOSTGROUP] cluster install [--dry-run]` */
export const runInstall: RunCommand = withSshKey((request, color, environment) => {
  const { stdout, signal } = environment;
  return installCluster(
    clusterRequest(request, environment),
    { dryRun: request.options.on('dry-run') },
    {
      ...lifecyclePorts(request, color, environment),
      clock: systemClock,
      showPlan: ({ name }, plan) => {
        for (const line of [`cluster ${name}:`, ...installPlanLines(plan)])
          stdout.write(`${printableLine(line)}\n`);
      },
    },
    signal,
  );
});
