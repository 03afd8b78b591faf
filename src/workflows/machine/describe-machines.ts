import { evaluateMachines } from '../../evaluate/evaluate-machines.ts';
import type { EvaluationRequest } from '../../evaluate/evaluation-request.ts';
import { requireFields } from '../../machine/require-fields.ts';
import { selectMachine, selectMachines } from '../../machine/select-machines.ts';
import type { Machine } from '../../model/machine.ts';
import type { Nix } from '../../ports/nix.ts';

/** What describing machines needs of the outside. */
export interface MachinePorts {
  readonly nix: Nix;
  /** Takes warnings, and what Nix says, a line each. */
  readonly tell: (line: string) => void;
}

/** The machines of a hostgroup by their names, or all of them. Throws a `Failure` for other names. */
export async function describeMachines(
  request: EvaluationRequest,
  names: readonly string[],
  { nix, tell }: MachinePorts,
  signal: AbortSignal,
): Promise<readonly Machine[]> {
  return selectMachines(await evaluateMachines(nix, request, signal, tell), names);
}

/** One machine of a hostgroup. Throws a `Failure` where it has none of this name. */
export async function describeMachine(
  request: EvaluationRequest,
  name: string,
  { nix, tell }: MachinePorts,
  signal: AbortSignal,
): Promise<Machine> {
  return selectMachine(await evaluateMachines(nix, request, signal, tell), name);
}

/** The same. Throws a `Failure` too where Ignition would not do all that it is described with. */
export async function describeSoundMachine(
  ...asked: Parameters<typeof describeMachine>
): Promise<Machine> {
  const machine = await describeMachine(...asked);
  requireFields([machine]);
  return machine;
}
