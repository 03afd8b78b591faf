import { describeMachine } from '../../../workflows/machine/describe-machines.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine ipxe NAME` */
export const runIpxe: RunCommand = async (request, color, environment) => {
  const [name = ''] = exactWords(request, ['NAME']);
  const ports = machinePorts(environment, tellLines(color, environment));
  const asked = machineRequest(request, environment);
  const machine = await describeMachine(asked, name, ports, environment.signal);
  environment.stdout.write(machine.ipxeScript);
  return 'done';
};
