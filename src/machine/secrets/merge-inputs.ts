import type { Assignment, SecretInput } from '../../model/secret-input.ts';

/** One value for each name. */
export interface MergedInputs {
  readonly assignments: readonly Assignment[];
  readonly problems: readonly string[];
}

/** What was named counts before the environment; two named values of one name have to be the same. */
export function mergeInputs(named: readonly SecretInput[], environment: SecretInput): MergedInputs {
  const chosen = new Map<string, { readonly value: string; readonly origin: string }>();
  const problems: string[] = [];
  for (const { origin, assignments } of named)
    for (const { name, value } of assignments) {
      const before = chosen.get(name);
      if (before !== undefined && before.value !== value)
        problems.push(`${name} has different values in ${before.origin} and ${origin}`);
      chosen.set(name, { value, origin });
    }
  const others = environment.assignments.filter(({ name }) => !chosen.has(name));
  const all = [...[...chosen].map(([name, { value }]) => ({ name, value })), ...others];
  return { assignments: all, problems };
}
