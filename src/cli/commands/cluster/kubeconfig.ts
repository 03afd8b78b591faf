import { writePrivateFile } from '../../../adapters/private-file.ts';
import { describeCluster } from '../../../workflows/cluster/describe-cluster.ts';
import { fetchKubeconfig } from '../../../workflows/cluster/fetch-kubeconfig.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { clusterStory } from './cluster-story.ts';
import { k0sctlPorts } from './k0sctl-ports.ts';
import { withSshKey } from './with-ssh-key.ts';

/** `kubernixos [HOSTGROUP] cluster kubeconfig [--out FILE]` */
export const runKubeconfig: RunCommand = withSshKey(async (request, color, environment) => {
  const { cwd, stdout, signal } = environment;
  const story = clusterStory(color, environment);
  const { cluster } = await describeCluster(
    clusterRequest(request, environment),
    describePorts(environment, (line) => {
      story.tell(line);
    }),
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
});
