import type { MachineSecrets } from '../model/machine-secrets.ts';

/** What was supplied, by names. */
export function suppliedLines(
  supplied: readonly { readonly file: string; readonly names: readonly string[] }[],
): readonly string[] {
  return supplied.map(({ file, names }) => `/secrets/${file}: ${names.join(', ')}`);
}

/** Warnings about what was not, and what comes of it. */
export function inactiveLines(left: readonly MachineSecrets[]): readonly string[] {
  return left.map(({ group, keys, units }) => {
    const names = keys.filter(({ required }) => required).map(({ name }) => name);
    const what = names.length === 0 ? group : `${group} (${names.join(', ')})`;
    return `warning: nothing is given for ${what}: ${inactive(units)}`;
  });
}

function inactive(units: readonly string[]): string {
  if (units.length === 0) return 'the volume has no file of it';
  return `${units.join(', ')} ${units.length === 1 ? 'stays' : 'stay'} inactive`;
}
