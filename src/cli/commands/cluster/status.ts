import { createHostShell } from '../../../adapters/host-shell.ts';
import { createNix } from '../../../adapters/nix.ts';
import { clusterStatusJson } from '../../../report/cluster-status-json.ts';
import { clusterStatusText } from '../../../report/cluster-status.ts';
import { styleFor } from '../../../report/style.ts';
import { describeHosts } from '../../../workflows/cluster/describe-hosts.ts';
import { lookAtCluster } from '../../../workflows/cluster/look-at-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** Programs on a host have 20 seconds each, and there are no more than these. */
const TIMEOUT_MILLISECONDS = 150_000;

/** `kubernixos [HOSTGROUP] cluster status` */
export const runStatus: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const described = await describeHosts(
    clusterRequest(request, environment),
    { nix: createNix({ env, cwd }), tell: tellLines(color, environment) },
    signal,
  );
  const { knownHosts, ping } = described.cluster;
  const shell = createHostShell({
    env,
    knownHosts,
    connectMilliseconds: ping.timeout,
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  });
  const status = await lookAtCluster(described, shell, signal);
  const style = styleFor(color && stdout.isTTY === true);
  stdout.write(
    request.options.on('json') ? clusterStatusJson(status) : clusterStatusText(status, style),
  );
  return status.problems.length === 0 ? 'done' : 'failed';
};
