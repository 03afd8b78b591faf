import { dirname } from 'node:path';
import { packageVersion } from '../../../adapters/file-system.ts';
import { gitState } from '../../../adapters/git-state.ts';
import { belowHome } from '../../../adapters/home-directory.ts';
import { ownIpxe } from '../../../adapters/ipxe/own-ipxe.ts';
import { pinnedOrigin } from '../../../adapters/ipxe/pinned-ipxe.ts';
import { textFileIn } from '../../../adapters/text-file.ts';
import { printJson } from '../../../model/exact-json.ts';
import { reproduceMachine } from '../../../workflows/machine/reproduce-machine.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine reproduce NAME [--ipxe DIR]` */
export const runReproduce: RunCommand = async (request, color, environment) => {
  const [name = ''] = exactWords(request, ['NAME']);
  const { env, cwd } = environment;
  const ipxe = request.options.text('ipxe');
  const evaluation = machineRequest(request, environment);
  const { source } = evaluation;
  const reproduction = await reproduceMachine(
    evaluation,
    { name, variables: env },
    {
      ...machinePorts(environment, tellLines(color, environment)),
      sourceState: gitState(env),
      directory: source.type === 'hostgroup' ? dirname(source.file) : null,
      readPublic: (file) => textFileIn(cwd)(belowHome(env, file)),
      ownIpxe: ipxe === null ? null : ownIpxe(cwd, ipxe),
      makers: { kubernixos: packageVersion(), ipxe: pinnedOrigin },
    },
    environment.signal,
  );
  environment.stdout.write(`${printJson(reproduction, '  ')}\n`);
  return 'done';
};
