import { dirname } from 'node:path';
import { packageVersion } from '../../../adapters/file-system.ts';
import { gitState } from '../../../adapters/git-state.ts';
import { pinnedOrigin } from '../../../adapters/ipxe/pinned-ipxe.ts';
import { printJson } from '../../../model/exact-json.ts';
import { reproduceMachine } from '../../../workflows/machine/reproduce-machine.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine reproduce NAME` */
export const runReproduce: RunCommand = async (request, color, environment) => {
  const [name = ''] = exactWords(request, ['NAME']);
  const evaluation = machineRequest(request, environment);
  const { source } = evaluation;
  const reproduction = await reproduceMachine(
    evaluation,
    name,
    {
      ...machinePorts(environment, tellLines(color, environment)),
      sourceState: gitState(environment.env),
      directory: source.type === 'hostgroup' ? dirname(source.file) : null,
      makers: { kubernixos: packageVersion(), ipxe: pinnedOrigin },
    },
    environment.signal,
  );
  environment.stdout.write(`${printJson(reproduction, '  ')}\n`);
  return 'done';
};
