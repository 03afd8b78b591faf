import { findProgram } from '../../../adapters/find-program.ts';
import { localFiles } from '../../../adapters/local-files.ts';
import { clusterLine, noK0sctlLine } from '../../../report/cluster.ts';
import { validateCluster } from '../../../workflows/cluster/validate-cluster.ts';
import type { RunCommand } from '../run-command.ts';
import { describePorts } from './cluster-ports.ts';
import { clusterRequest } from './cluster-request.ts';
import { tellLines } from './tell-lines.ts';

/** `kubernixos [HOSTGROUP] cluster validate` */
export const runValidate: RunCommand = async (request, color, environment) => {
  const { env, cwd, stdout, signal } = environment;
  const tell = tellLines(color, environment);
  const summary = await validateCluster(
    clusterRequest(request, environment),
    {
      ...describePorts(environment, tell),
      files: localFiles(env),
      isSet: (variable) => (env[variable] ?? '') !== '',
    },
    signal,
  );
  const k0sctl = env['K0SCTL'] || 'k0sctl';
  if ((await findProgram(k0sctl, env['PATH'] ?? '', cwd)) === null) tell(noK0sctlLine(k0sctl));
  stdout.write(`${clusterLine(summary)}\n`);
  return 'done';
};
