import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { checkIgnition } from '../../machine/ignition/check-ignition.ts';
import { judgeProgram } from '../../machine/judge-program.ts';
import { generatedPaths, generatedUnits } from '../../machine/read-generated.ts';
import type { Machine } from '../../model/machine.ts';
import type { CheckedMachine, MachineCheck } from '../../model/machine-check.ts';
import type { MachineChecker } from '../../ports/machine-checker.ts';
import { describeMachines, type MachinePorts } from './describe-machines.ts';

/** Checks the configurations of machines by all that is here to check them. */
export async function validateMachines(
  request: EvaluationRequest,
  names: readonly string[],
  { checker, ...ports }: MachinePorts & { readonly checker: MachineChecker },
  signal: AbortSignal,
): Promise<readonly CheckedMachine[]> {
  const checked: CheckedMachine[] = [];
  for (const machine of await describeMachines(request, names, ports, signal))
    checked.push(await checkMachine(machine, checker, signal));
  return checked;
}

async function checkMachine(
  { name, ignition, ignitionText, boot }: Machine,
  checker: MachineChecker,
  signal: AbortSignal,
): Promise<CheckedMachine> {
  const units = generatedUnits(ignition);
  const texts = [
    ignitionText,
    ...(boot.ignition.type === 'pointer' ? [JSON.stringify(boot.ignition.document)] : []),
  ];
  const checks: MachineCheck[] = [checkFields(checkIgnition(ignition))];
  for (const text of texts)
    checks.push(
      judgeProgram('ignition-validate', 'ignition', await checker.ignition(text, signal)),
    );
  checks.push(judgeProgram('systemd-analyze', 'systemd', await checker.units(units, signal)));
  return { name, files: generatedPaths(ignition).length, units: units.length, checks };
}

function checkFields(faults: readonly string[]): MachineCheck {
  const by = 'fields of Ignition 3.3.0';
  return faults.length === 0 ? { type: 'passed', by } : { type: 'failed', by, faults };
}
