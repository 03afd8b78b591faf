import { clusterStatusJson } from '../../../report/cluster-status-json.ts';
import { clusterStatusText } from '../../../report/cluster-status.ts';
import { styleFor } from '../../../report/style.ts';
import { describeHosts } from '../../../workflows/cluster/describe-hosts.ts';
import { lookAtCluster } from '../../../workflows/cluster/look-at-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts, hostShell } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';
import { withSshKey } from './with-ssh-key.ts';

/** `kubernixos [HOSTGROUP] cluster status` */
export const runStatus: RunCommand = withSshKey(async (request, color, environment) => {
  const { stdout, signal } = environment;
  const described = await describeHosts(
    clusterRequest(request, environment),
    describePorts(environment, tellLines(color, environment)),
    signal,
  );
  const shell = hostShell(environment, described.cluster);
  const status = await lookAtCluster(described, shell, signal);
  const style = styleFor(color && stdout.isTTY === true);
  stdout.write(
    request.options.on('json') ? clusterStatusJson(status) : clusterStatusText(status, style),
  );
  return status.problems.length + status.strayNodes.length === 0 ? 'done' : 'failed';
});
