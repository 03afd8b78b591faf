import { checkKubeconfig } from '../../cluster/check-kubeconfig.ts';
import { onlyHosts } from '../../cluster/only-hosts.ts';
import { readHosts } from '../../cluster/read-hosts.ts';
import type { Cluster } from '../../model/cluster.ts';
import { Failure } from '../../model/failure.ts';
import { type K0sctlPorts, runK0sctl } from './run-k0sctl.ts';

/** How long one controller may take: it is asked for one file. */
const TIMEOUT_MILLISECONDS = 15_000;

/**
 * The kubeconfig of the cluster's administrator, from the first controller that gives it. k0sctl
 * itself asks the first one only, and prints errors where the kubeconfig belongs.
 */
export async function fetchKubeconfig(
  cluster: Cluster,
  ports: K0sctlPorts,
  signal: AbortSignal,
): Promise<string> {
  const failures: string[] = [];
  for (const { name } of readHosts(cluster).filter((host) => host.isController && !host.reset)) {
    const { exitCode, stdout, reason } = await runK0sctl(
      {
        cluster: onlyHosts(cluster, [name]),
        args: ['kubeconfig', ...addressOf(cluster)],
        // A log of what k0sctl prints here would hold the key of the administrator.
        action: null,
        lock: null,
        timeout: Math.max(3 * cluster.ping.timeout, TIMEOUT_MILLISECONDS),
      },
      ports,
      signal,
    );
    const problem = exitCode === 0 ? checkKubeconfig(stdout, cluster.server) : reason;
    if (problem === null) return stdout;
    failures.push(`${name}: ${problem}`);
    ports.story.warn(`no kubeconfig from ${failures.at(-1) ?? ''}`);
  }
  throw noKubeconfig(cluster.name, failures);
}

/** Without it, k0sctl writes the address of the first controller that it is given. */
function addressOf({ server }: Cluster): readonly string[] {
  return server === null ? [] : ['--address', server];
}

function noKubeconfig(cluster: string, failures: readonly string[]): Failure {
  return new Failure({
    code: 'no-kubeconfig',
    message: [`no controller of ${cluster} gave a kubeconfig:`, ...failures].join('\n- '),
    hint: 'See which hosts run: kubernixos cluster status. Nothing was written.',
  });
}
