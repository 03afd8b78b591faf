import { createMachineChecker } from '../../../adapters/machine-checker.ts';
import { checkedLine, faultLines, uncheckedLines } from '../../../report/machine-checks.ts';
import { validateMachines } from '../../../workflows/machine/validate-machines.ts';
import { tellLines } from '../cluster/tell-lines.ts';
import type { RunCommand } from '../run-command.ts';
import { machinePorts, machineRequest } from './machine-request.ts';

/** `kubernixos [HOSTGROUP] machine validate [NAME…]` */
export const runValidateMachines: RunCommand = async (request, color, environment) => {
  const { env, stdout, signal } = environment;
  const tell = tellLines(color, environment);
  const machines = await validateMachines(
    machineRequest(request, environment),
    request.words,
    { ...machinePorts(environment, tell), checker: createMachineChecker(env) },
    signal,
  );
  for (const line of uncheckedLines(machines)) tell(line);
  const faults = machines.flatMap(faultLines);
  for (const line of faults) tell(line);
  const sound = machines.filter((machine) => faultLines(machine).length === 0);
  for (const machine of sound) stdout.write(`${checkedLine(machine)}\n`);
  return faults.length === 0 ? 'done' : 'failed';
};
