import { clusterStatusJson } from '../../../report/cluster-status-json.ts';
import { clusterStatusText } from '../../../report/cluster-status.ts';
import { styleFor } from '../../../report/style.ts';
import { describeHosts } from '../../../workflows/cluster/describe-hosts.ts';
import { lookAtCluster } from '../../../workflows/cluster/look-at-cluster.ts';
import { lookAtBackups } from '../../../workflows/cluster/backup/look-at-backups.ts';
import type { RunCommand } from '../run-command.ts';
import { backupPorts } from './backup/backup-ports.ts';
import { withKeys } from './backup/with-keys.ts';
import { describePorts, hostShell } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster status` */
export const runStatus: RunCommand = withKeys(async (request, color, environment) => {
  const { stdout, signal } = environment;
  const described = await describeHosts(
    clusterRequest(request, environment),
    describePorts(environment, tellLines(color, environment)),
    signal,
  );
  const shell = hostShell(environment, described.cluster);
  const ports = backupPorts(request, color, environment);
  const [status, health] = await Promise.all([
    lookAtCluster(described, shell, signal),
    lookAtBackups(described.cluster, ports, signal),
  ]);
  const style = styleFor(color && stdout.isTTY === true);
  stdout.write(
    request.options.on('json')
      ? clusterStatusJson(status, health)
      : clusterStatusText(status, style, health),
  );
  const problems = [...status.problems, ...status.strayNodes, ...(health?.problems ?? [])];
  return problems.length === 0 ? 'done' : 'failed';
});
