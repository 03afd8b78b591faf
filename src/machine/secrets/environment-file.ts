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

/** The longest string of an environment that Linux starts a program with, its end included: MAX_ARG_STRLEN. */
const MOST_BYTES = 128 * 1024;

/** Whether no unit could start with an assignment in its environment, since it is too long: execve(2), E2BIG. */
export function isTooLong({ name, value }: Assignment): boolean {
  return Buffer.byteLength(`${name}=${value}`) + 1 > MOST_BYTES;
}
