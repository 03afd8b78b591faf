import { quotedString } from './quoted-string.ts';

/** An attribute's name as Nix code has it: in quotes only where it needs them. */
export function attributeName(name: string): string {
  return IDENTIFIER.test(name) && !RESERVED.has(name) ? name : quotedString(name);
}

/** https://nix.dev/manual/nix/latest/language/identifiers */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_'-]*$/;

/** Keywords, and what reads like one. */
const RESERVED: ReadonlySet<string> = new Set([
  'assert',
  'else',
  'false',
  'if',
  'in',
  'inherit',
  'let',
  'null',
  'or',
  'rec',
  'then',
  'true',
  'with',
]);
