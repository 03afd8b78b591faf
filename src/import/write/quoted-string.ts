import { showInvisible } from './show-invisible.ts';

/** A string of Nix in double quotes. The text has no NUL, which no string of Nix can hold. */
export function quotedString(text: string): string {
  return `"${showInvisible(text.replaceAll(SPECIAL, escape))}"`;
}

/** A dollar sign matters before what begins, or will be written as, an interpolation. */
const SPECIAL = /[\\"\n\r\t]|\$(?=\{|[^ -~])/g;

const LETTERS: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't' };

function escape(character: string): string {
  return `\\${LETTERS[character] ?? character}`;
}
