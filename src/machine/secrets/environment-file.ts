import type { Assignment } from '../../model/secret-input.ts';

/**
 * Assignments as systemd's EnvironmentFile= reads them, sorted by name. In double quotes a backslash
 * takes the meaning from `"`, `\`, `` ` `` and `$`, and everything else is itself, line feeds and `%`
 * included. https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=
 */
export function environmentFile(assignments: readonly Assignment[]): string {
  return assignments
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, value }) => `${name}="${value.replace(/["\\`$]/g, '\\$&')}"\n`)
    .join('');
}

/** Why systemd would leave a value out of the environment of a unit; null where it takes it. */
export function whyNotInEnvironment(value: string): string | null {
  if (/[^\P{Cc}\t\n\u0080-\u009f]/u.test(value)) return 'it has a control character';
  return /[\p{Cs}\p{Noncharacter_Code_Point}]/u.test(value) ? 'it is no valid text' : null;
}
