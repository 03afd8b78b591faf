import { createDialer } from '../../../adapters/dialer.ts';
import { createTracer } from '../../../adapters/mtr.ts';
import { pingJson } from '../../../report/ping-json.ts';
import { pingText } from '../../../report/ping.ts';
import { styleFor } from '../../../report/style.ts';
import { describeHosts } from '../../../workflows/cluster/describe-hosts.ts';
import { pingHosts } from '../../../workflows/cluster/ping-hosts.ts';
import { traceHosts } from '../../../workflows/cluster/trace-hosts.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { readCount } from './read-count.ts';
import { tellLines } from './tell-lines.ts';
import { withSshKey } from './with-ssh-key.ts';

/** `kubernixos [HOSTGROUP] cluster ping` */
export const runPing: RunCommand = withSshKey(async (request, color, environment) => {
  const { env, stdout, signal } = environment;
  const { options } = request;
  const count = readCount(options.text('count'));
  const { cluster, hosts } = await describeHosts(
    clusterRequest(request, environment),
    describePorts(environment, tellLines(color, environment)),
    signal,
  );
  const rules = cluster.ping;
  const { knownHosts } = cluster;
  const dialer = createDialer({ env, knownHosts, connectMilliseconds: rules.timeout });
  const results = await pingHosts({ hosts, rules, count }, dialer, signal);
  const traces = options.on('trace') ? await traceHosts(results, createTracer(env), signal) : [];
  const style = styleFor(color && stdout.isTTY === true);
  stdout.write(options.on('json') ? pingJson(results, traces) : pingText(results, traces, style));
  return results.some(({ failed }) => failed) ? 'failed' : 'done';
});
