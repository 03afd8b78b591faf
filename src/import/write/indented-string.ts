import { showInvisible } from './show-invisible.ts';

/** Whether a text reads better line by line: it has more than one, and something stands on them. */
export function hasLines(text: string): boolean {
  return /\n[^]/.test(text) && /[^ \n]/.test(text);
}

/**
 * A string of Nix between two pairs of single quotes, a line per line of the text. Nix takes away the
 * indentation that all lines share, and a last line of spaces alone; where these are of the text, an
 * empty interpolation holds their place.
 * https://nix.dev/manual/nix/latest/language/string-literals
 */
export function indentedString(text: string, indent: string): string {
  const inside = `${indent}  `;
  const lines = holdIndentation(text.split('\n').map(escapeLine));
  const written = lines.map((line) => (line === '' ? '' : inside + line));
  const last = written.pop() ?? '';
  return `''\n${written.map((line) => `${line}\n`).join('')}${last === '' ? indent : last}''`;
}

const NOTHING = '${""}';

function holdIndentation(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => /[^ ]/.test(line));
  const isIndented = lines.every((line) => /^(?: |$)/.test(line));
  const last = lines.length - 1;
  return lines.map((line, index) => {
    if (isIndented && index === first) return NOTHING + line;
    return index === last && /^ +$/.test(line) ? line + NOTHING : line;
  });
}

function escapeLine(line: string): string {
  return showInvisible(line.replaceAll(SPECIAL, escape));
}

/**
 * Quotes that stand together or before what would join them, carriage returns, and dollar signs before
 * what begins, or will be written as, an interpolation, or at the end.
 */
const SPECIAL = /'{2,}|'(?=[^ -~]|\$|$)|\r|\$(?=\{|[^ -~]|$)/g;

function escape(special: string): string {
  if (special === "''") return "'''";
  if (special === '\r') return "''\\r";
  if (special === '$') return "''$";
  return "''\\'".repeat(special.length);
}
