import { machinesJson, machineTable } from '../../../report/machine-list.ts';
import { describeMachines } from '../../../workflows/machine/describe-machines.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { exactWords, machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine list` */
export const runList: RunCommand = async (request, color, environment) => {
  exactWords(request, []);
  const ports = machinePorts(environment, tellLines(color, environment));
  const asked = machineRequest(request, environment);
  const machines = await describeMachines(asked, [], ports, environment.signal);
  const print = request.options.on('json') ? machinesJson : machineTable;
  environment.stdout.write(print(machines));
  return 'done';
};
