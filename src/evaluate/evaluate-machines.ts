import { Failure } from '../model/failure.ts';
import type { Machine } from '../model/machine.ts';
import type { Nix } from '../ports/nix.ts';
import { decodeOutput } from './decode-output.ts';
import type { EvaluationRequest } from './evaluation-request.ts';
import { explainFailure } from './explain-failure.ts';
import { listErrors } from './list-errors.ts';
import { forewarning, talkOf } from './nix-talk.ts';
import { readMachines } from './read-machines.ts';
import { toEvaluation } from './to-evaluation.ts';

/**
 * Evaluates the machines of a hostgroup or flake, whose place is absolute; they come sorted by name.
 * Manifests are not looked at; failed assertions are a `Failure`, as is a hostgroup without machines.
 * `tell` gets a line for each warning, and what Nix says on the way.
 */
export async function evaluateMachines(
  nix: Nix,
  request: EvaluationRequest,
  signal: AbortSignal,
  tell: (line: string) => void,
): Promise<readonly Machine[]> {
  const before = forewarning(request);
  if (before !== null) tell(before);
  const { strings, expressions, ...others } = toEvaluation(request);
  const result = await nix.evaluate(
    { strings, expressions: { ...expressions, machines: 'true' }, ...others },
    signal,
  );
  for (const line of talkOf(result)) tell(line);
  if (result.exitCode !== 0) throw explainFailure(result, request);
  const { warnings, errors, machines } = readMachines(decodeOutput(result.stdout));
  for (const warning of warnings) tell(`warning: ${warning}`);
  if (errors.length > 0) throw listErrors('machines-invalid', errors);
  return machines.length > 0 ? machines : failNone();
}

function failNone(): never {
  throw new Failure({
    code: 'no-machines',
    message: 'the hostgroup describes no machines: kubernixos.machines is empty',
    hint: 'Write kubernixos.machines.<name> = { … }; see `kubernixos options machines` and docs/machines.md.',
  });
}
