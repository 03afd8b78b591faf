import type { MachineSecrets } from '../../model/machine-secrets.ts';
import type { Machine } from '../../model/machine.ts';
import type { SecretInput } from '../../model/secret-input.ts';
import { suggest } from '../../model/suggestion.ts';

/** Whether a value of this name goes into the file of a group. */
export function belongsTo(name: string, { keys, prefixes }: MachineSecrets): boolean {
  return (
    keys.some((key) => key.name === name) || prefixes.some((prefix) => name.startsWith(prefix))
  );
}

/** A sentence for each name that no machine of the hostgroup asks for; another machine's may be there. */
export function unknownNames(
  inputs: readonly SecretInput[],
  machines: readonly Machine[],
): readonly string[] {
  const groups = machines.flatMap(({ secrets }) => secrets);
  const known = groups.flatMap(({ keys }) => keys.map(({ name }) => name));
  return inputs.flatMap(({ origin, assignments }) =>
    assignments
      .map(({ name }) => name)
      .filter((name) => !groups.some((group) => belongsTo(name, group)))
      .map((name) => `${origin}: no machine asks for ${name}${near(name, known)}`),
  );
}

function near(name: string, known: readonly string[]): string {
  const suggestion = suggest(name, known);
  return suggestion === null ? '' : `; did you mean ${suggestion}?`;
}
