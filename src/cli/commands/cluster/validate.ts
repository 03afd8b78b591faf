import { localFiles } from '../../../adapters/local-files.ts';
import { createNix } from '../../../adapters/nix.ts';
import { clusterLine } from '../../../report/cluster.ts';
import { validateCluster } from '../../../workflows/cluster/validate-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster validate` */
export const runValidate: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const summary = await validateCluster(
    clusterRequest(request, environment),
    {
      nix: createNix({ env, cwd }),
      tell: tellLines(color, environment),
      files: localFiles(env),
      isSet: (variable) => (env[variable] ?? '') !== '',
    },
    signal,
  );
  stdout.write(`${clusterLine(summary)}\n`);
  return 'done';
};
