import { createNix } from '../../../adapters/nix.ts';
import { writePrivateFile } from '../../../adapters/private-file.ts';
import { describeCluster } from '../../../workflows/cluster/describe-cluster.ts';
import { fetchKubeconfig } from '../../../workflows/cluster/fetch-kubeconfig.ts';
import type { RunCommand } from '../run-command.ts';
import { clusterRequest } from './cluster-request.ts';
import { clusterStory } from './cluster-story.ts';
import { k0sctlPorts } from './k0sctl-ports.ts';

/** `kubernixos [HOSTGROUP] cluster kubeconfig [--out FILE]` */
export const runKubeconfig: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const story = clusterStory(color, environment);
  const { cluster } = await describeCluster(
    clusterRequest(request, environment),
    {
      nix: createNix({ env, cwd }),
      tell: (line) => {
        story.tell(line);
      },
    },
    signal,
  );
  const kubeconfig = await fetchKubeconfig(cluster, k0sctlPorts(environment, story), signal);
  const file = request.options.text('out');
  if (file === null) stdout.write(kubeconfig);
  else {
    await writePrivateFile(cwd, file, kubeconfig);
    story.tell(`${file}: administrator of ${cluster.name} at ${cluster.server ?? 'its address'}`);
  }
  return 'done';
};
