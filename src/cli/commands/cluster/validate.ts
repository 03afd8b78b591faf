import { localFiles } from '../../../adapters/local-files.ts';
import { clusterLine } from '../../../report/cluster.ts';
import { validateCluster } from '../../../workflows/cluster/validate-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster validate` */
export const runValidate: RunCommand = async (request, color, environment) => {
  const { env, stdout, signal } = environment;
  const summary = await validateCluster(
    clusterRequest(request, environment),
    {
      ...describePorts(environment, tellLines(color, environment)),
      files: localFiles(env),
      isSet: (variable) => (env[variable] ?? '') !== '',
    },
    signal,
  );
  stdout.write(`${clusterLine(summary)}\n`);
  return 'done';
};
