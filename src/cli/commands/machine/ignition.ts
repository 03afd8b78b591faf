import { describeSoundMachine } from '../../../workflows/machine/describe-machines.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine ignition NAME`: the very bytes that a pointer pins. */
export const runIgnition: RunCommand = async (request, color, environment) => {
  const [name = ''] = exactWords(request, ['NAME']);
  const ports = machinePorts(environment, tellLines(color, environment));
  const asked = machineRequest(request, environment);
  const machine = await describeSoundMachine(asked, name, ports, environment.signal);
  environment.stdout.write(machine.ignitionText);
  return 'done';
};
