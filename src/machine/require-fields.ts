import { Failure } from '../model/failure.ts';
import type { Machine } from '../model/machine.ts';
import { checkIgnition } from './ignition/check-ignition.ts';

/** Throws a `Failure` unless Ignition on the node would take all that the machines are described with. */
export function requireFields(machines: readonly Machine[]): void {
  const faults = machines.flatMap(({ name, ignition }) =>
    checkIgnition(ignition).map((fault) => `${name}: ${fault}`),
  );
  if (faults.length === 0) return;
  throw new Failure({
    code: 'ignition-invalid',
    message: ['Ignition would not do what is described:', ...faults].join('\n- '),
    hint: 'See ignition.extra of the machine; kubernixos machine validate says more. Nothing was written.',
  });
}
