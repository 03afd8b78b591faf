import type { Pattern } from './shape.ts';

/**
 * A regular expression of Go in JavaScript. Where one has what the other lacks, it is not checked.
 * https://pkg.go.dev/regexp/syntax
 */
export function readPattern(source: string): Pattern {
  const [, letters = '', rest = ''] = /^(?:\(\?([is]+)\))?(.*)$/s.exec(source) ?? [];
  return { source, expression: compile(translate(rest), letters) };
}

function translate(source: string): string {
  return source
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:(\w+):]/g, (whole, name: string) => POSIX[name] ?? whole);
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** By characters where possible: Go knows no halves of them. Some escapes exist only without. */
function compile(source: string, flags: string): RegExp | null {
  for (const mode of ['u', '']) {
    try {
      return new RegExp(source, `${flags}${mode}`);
    } catch {
      continue;
    }
  }
  return null;
}
