import type { Assignment } from '../../model/secret-input.ts';

/** What a file of assignments says; problems name lines, never values. */
export interface Dotenv {
  readonly assignments: readonly Assignment[];
  readonly problems: readonly string[];
}

/**
 * Reads `NAME=value` lines. Nothing is expanded. Programs disagree about backslashes, quotes and `#`
 * in values without quotes, so these are problems. In double quotes, `\n`, `\r`, `\t`, `\"`, `\\`,
 * `\$` and `` \` `` have their usual meaning; single quotes hold anything as it is. Both may span lines.
 */
export function readDotenv(text: string): Dotenv {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const assignments: Assignment[] = [];
  const problems: string[] = [];
  for (let [at, line] = [0, 1]; at < source.length;) {
    const read = readEntry(source, at);
    if ('problem' in read) problems.push(`line ${String(line)}: ${read.problem}`);
    else if (read.assignment !== null) assignments.push(read.assignment);
    line += source.slice(at, read.end).split('\n').length - 1;
    at = read.end;
  }
  return { assignments, problems };
}

type Entry =
  | { readonly end: number; readonly assignment: Assignment | null }
  | { readonly end: number; readonly problem: string };

const EMPTY = /[ \t]*(?:#[^\n]*)?(?:\n|$)/y;
const NAME = /[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=[ \t]*/y;
const SINGLE = /'([^']*)'/y;
const DOUBLE = /"((?:[^"\\]|\\[^])*)"/y;
const BARE = /[^\n]*/y;

function readEntry(source: string, at: number): Entry {
  const empty = match(EMPTY, source, at);
  if (empty !== null) return { end: at + empty[0].length, assignment: null };
  const named = match(NAME, source, at);
  if (named === null) return skip(source, at, 'it is no NAME=value');
  const [whole, name = ''] = named;
  return readValue(source, at + whole.length, name);
}

function readValue(source: string, at: number, name: string): Entry {
  const single = match(SINGLE, source, at);
  const double = match(DOUBLE, source, at);
  const quoted = single ?? double;
  if (quoted === null) return readBare(source, at, name);
  const [whole, inner = ''] = quoted;
  const end = at + whole.length;
  const rest = match(EMPTY, source, end);
  if (rest === null) return skip(source, end, `something follows the quoted value of ${name}`);
  const value = single === null ? unescape(inner) : inner;
  return value === null
    ? {
        end: end + rest[0].length,
        problem: `the value of ${name} has a backslash before a letter that needs none: write \\\\`,
      }
    : { end: end + rest[0].length, assignment: { name, value } };
}

function readBare(source: string, at: number, name: string): Entry {
  const value = (match(BARE, source, at)?.[0] ?? '').trim();
  if (/["'\\]|(?:^|\s)#/.test(value))
    return skip(source, at, `the value of ${name} has to stand in quotes`);
  return { end: endOfLine(source, at), assignment: { name, value } };
}

function skip(source: string, at: number, problem: string): Entry {
  return { end: endOfLine(source, at), problem };
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end === -1 ? source.length : end + 1;
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t' },
  ...{ '"': '"', '\\': '\\', $: '$', '`': '`' },
};

/** Null where a backslash stands before something else: it could mean anything. */
function unescape(inner: string): string | null {
  const escaped = inner.match(/\\[^]/g) ?? [];
  if (escaped.some((pair) => !Object.hasOwn(ESCAPES, pair.slice(1)))) return null;
  return inner.replace(/\\([^])/g, (_pair, letter: string) => ESCAPES[letter] ?? '');
}

function match(pattern: RegExp, source: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(source);
}
