import { referenceLine } from '../../../report/cluster.ts';
import { k0sctlConfig, printConfigJson, printConfigYaml } from '../../../report/k0sctl-config.ts';
import { describeCluster } from '../../../workflows/cluster/describe-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster config` */
export const runConfig: RunCommand = async (request, color, environment) => {
  const { stdout, signal } = environment;
  const tell = tellLines(color, environment);
  const { cluster, references } = await describeCluster(
    clusterRequest(request, environment),
    describePorts(environment, tell),
    signal,
  );
  const print = request.options.on('yaml') ? printConfigYaml : printConfigJson;
  const places = references.map(({ secret, variable }) => ({ path: secret.path, variable }));
  stdout.write(await k0sctlConfig(cluster.document, places, print));
  for (const { secret, variable } of references) {
    const { option, source } = secret;
    tell(referenceLine(option, variable, source.type === 'file' ? source.file : null));
  }
  return 'done';
};
