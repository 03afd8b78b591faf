import { evaluateMachines } from '../../evaluate/evaluate-machines.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { readIgnition } from '../../machine/read-ignition.ts';
import { readableIgnition, readableMachine } from '../../machine/readable-machine.ts';
import type { FieldChange } from '../../model/plan.ts';
import { diffFields } from '../../plan/diff-values.ts';
import type { ReadTextFile } from '../../ports/text-file.ts';
import { describeMachine, type MachinePorts } from './describe-machines.ts';

/** What a machine is compared with: itself in another hostgroup, or a configuration in a file. */
export type EarlierMachine =
  | { readonly type: 'hostgroup'; readonly request: EvaluationRequest }
  | { readonly type: 'ignition'; readonly file: string };

/**
 * What changes on a node from what it was to what its description says now. Where only an earlier
 * configuration is there, system and kernel are not compared.
 */
export async function diffMachine(
  request: EvaluationRequest,
  name: string,
  earlier: EarlierMachine,
  ports: MachinePorts & { readonly readText: ReadTextFile },
  signal: AbortSignal,
): Promise<readonly FieldChange[]> {
  const machine = await describeMachine(request, name, ports, signal);
  if (earlier.type === 'hostgroup') {
    const machines = await evaluateMachines(ports.nix, earlier.request, signal, ports.tell);
    const before = machines.find((one) => one.name === name);
    if (before === undefined)
      ports.tell(`${name} is not in the earlier hostgroup: all of it is new`);
    return diffFields(
      '',
      before === undefined ? {} : readableMachine(before),
      readableMachine(machine),
    );
  }
  const before = readIgnition(earlier.file, await ports.readText(earlier.file));
  return diffFields('', readableIgnition(before), readableIgnition(machine.ignition));
}
