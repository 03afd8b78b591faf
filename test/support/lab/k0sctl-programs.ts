import { join } from 'node:path';

/** The stand-in that is always there. */
export const standInK0sctl = join(import.meta.dirname, 'k0sctl-standin/k0sctl');

/** The k0sctl's to test with, by name: the stand-in, and the real one where K0SCTL names it. */
export const k0sctlPrograms: readonly (readonly [name: string, program: string])[] = [
  ['the stand-in k0sctl', standInK0sctl],
  ...realK0sctl(process.env['K0SCTL'] ?? ''),
];

function realK0sctl(program: string): readonly (readonly [string, string])[] {
  return program === '' ? [] : [['the real k0sctl', program]];
}
