import { makeGuardedDirectory } from '../adapters/guarded-directory.ts';
import { writePrivateFile } from '../adapters/private-file.ts';
import { describeCluster } from '../workflows/cluster/describe-cluster.ts';
import { fetchKubeconfig } from '../workflows/cluster/fetch-kubeconfig.ts';
import { describePorts } from './commands/cluster/cluster-ports.ts';
import { clusterStory } from './commands/cluster/cluster-story.ts';
import { k0sctlPorts } from './commands/cluster/k0sctl-ports.ts';
import type { Environment } from './environment.ts';

/**
 * Does something with the kubeconfig of the hostgroup's own cluster in KUBECONFIG. Only we can read
 * the file, and it is gone afterwards.
 */
export async function withClusterKubeconfig<Result>(
  request: Parameters<typeof describeCluster>[0],
  color: boolean,
  environment: Environment,
  work: (environment: Environment) => Promise<Result>,
): Promise<Result> {
  const { env, signal } = environment;
  const story = clusterStory(color, environment);
  const ports = describePorts(environment, () => undefined);
  const { cluster } = await describeCluster(request, ports, signal);
  const kubeconfig = await fetchKubeconfig(cluster, k0sctlPorts(environment, story), signal);
  const directory = await makeGuardedDirectory(env, 'kubernixos-kubeconfig-');
  try {
    await writePrivateFile(directory.path, FILE, kubeconfig);
    const KUBECONFIG = `${directory.path}/${FILE}`;
    return await work({ ...environment, env: { ...env, KUBECONFIG } });
  } finally {
    await directory.remove();
  }
}

const FILE = 'config';
