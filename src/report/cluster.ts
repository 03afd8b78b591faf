import { count } from './count.ts';
import { printableLine } from './printable.ts';

/** A cluster in one line: `cluster shop: 1 controller, 2 workers, k0s v1.34.1+k0s.0`. */
export function clusterLine({
  name,
  version,
  roles,
}: {
  readonly name: string;
  readonly version: string;
  readonly roles: ReadonlyMap<string, number>;
}): string {
  const hosts = [...roles].map(([role, number]) => count(number, NOUNS[role] ?? role));
  return printableLine(`cluster ${name}: ${hosts.join(', ')}, k0s ${version}`);
}

const NOUNS: Readonly<Record<string, string>> = { single: 'single node' };

/** Says where the value of a variable in a printed configuration is. */
export function referenceLine(option: string, variable: string, file: string | null): string {
  const value = file === null ? 'the password' : `what ${file} holds`;
  return printableLine(`${option}: k0sctl takes the password from ${variable}; set it to ${value}`);
}

/** No problem of the description, which another machine may act on. */
export function noK0sctlLine(program: string): string {
  return printableLine(
    `warning: k0sctl is not to be found here: there is no program ${program}. Install it, or set K0SCTL to its file`,
  );
}
