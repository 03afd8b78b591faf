import { Failure } from '../model/failure.ts';
import type { Machine } from '../model/machine.ts';
import { suggest } from '../model/suggestion.ts';

/** The machines of these names, in their order; all where none is named. Throws a `Failure` for others. */
export function selectMachines(
  machines: readonly Machine[],
  names: readonly string[],
): readonly Machine[] {
  return names.length === 0 ? machines : names.map((name) => selectMachine(machines, name));
}

/** The machine of this name. Throws a `Failure` where there is none. */
export function selectMachine(machines: readonly Machine[], name: string): Machine {
  return machines.find((machine) => machine.name === name) ?? failUnknown(machines, name);
}

function failUnknown(machines: readonly Machine[], name: string): never {
  const names = machines.map((machine) => machine.name);
  const near = suggest(name, names);
  const known = `Machines are ${names.join(', ')}.`;
  throw new Failure({
    code: 'unknown-machine',
    message: `there is no machine ${JSON.stringify(name)}`,
    hint: near === null ? known : `Did you mean ${near}? ${known}`,
  });
}
