import { join } from 'node:path';
import process from 'node:process';

/** A library that the same cases run on. */
export interface Library {
  readonly name: 'embedded' | 'nixpkgs';
  /** The Nix expression of the library. */
  readonly expression: string;
}

/** The version of nixpkgs' lib that the embedded library imitates, and that expected values are those of. */
export const PINNED = '26.11';

const base = join(import.meta.dirname, '../../lib/base');

export const embedded: Library = { name: 'embedded', expression: `(import ${base} { })` };

/** The directory of nixpkgs' own lib, where NIXPKGS_LIB names one. */
export const nixpkgsLib = process.env['NIXPKGS_LIB'] || null;

/** nixpkgs' own library. Another version than the pinned one fails at its first use. */
export const nixpkgs: Library | null =
  nixpkgsLib === null ? null : { name: 'nixpkgs', expression: pinned(nixpkgsLib) };

/** The libraries that every case must agree with: ours, and the real one where NIXPKGS_LIB names it. */
export const libraries: readonly Library[] = nixpkgs === null ? [embedded] : [embedded, nixpkgs];

/** The library of a directory, as an expression that refuses to be another version. */
export function pinned(directory: string): string {
  return `(let lib = import ${directory}; in if lib.trivial.release == "${PINNED}" then lib else throw
    "NIXPKGS_LIB names nixpkgs' lib \${lib.trivial.release}, and the cases are those of ${PINNED}. Name one of ${PINNED}, or unset it.")`;
}
