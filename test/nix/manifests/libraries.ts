import { join } from 'node:path';
import process from 'node:process';

export interface Library {
  readonly name: 'embedded' | 'nixpkgs';
  /** The Nix expression of the library. */
  readonly expression: string;
}

const base = join(import.meta.dirname, '../../../lib/base');
const real = process.env['NIXPKGS_LIB'];

/** The libraries that every case must agree with: ours, and the real one where NIXPKGS_LIB points at it. */
export const libraries: readonly Library[] = [
  { name: 'embedded', expression: `import ${base} { }` },
  ...(real === undefined ? [] : [{ name: 'nixpkgs' as const, expression: `import ${real}` }]),
];
