import type { Json } from '../model/json.ts';
import type { Machine } from '../model/machine.ts';
import { list, object, strings, unexpected } from './narrow-result.ts';
import { readMachine } from './read-machine.ts';

export interface MachinesEvaluation {
  readonly warnings: readonly string[];
  /** Why nothing may be done with the machines. */
  readonly errors: readonly string[];
  /** Empty where there are none, or where there are errors. */
  readonly machines: readonly Machine[];
}

/** Narrows what `lib/eval.nix` says of the machines. */
export function readMachines(result: Json): MachinesEvaluation {
  const root = object(result, 'result');
  if (root['format'] !== 1) throw unexpected('format', root['format']);
  return {
    warnings: strings(root['warnings'], 'warnings'),
    errors: strings(root['errors'], 'errors'),
    machines: list(root['machines'], 'machines').map(readMachine),
  };
}
