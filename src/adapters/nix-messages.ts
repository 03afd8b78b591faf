import { stripVTControlCharacters } from 'node:util';
import type { NixMessage } from '../ports/nix.ts';

/**
 * Reads what Nix wrote to standard error: `--log-format internal-json` of Nix 2.8 to 2.34, where a
 * message is a line `@nix {…}`. Whatever else is there, such as the output of a builder or the last
 * words before a stack overflow, is plain text.
 */
export function readNixMessages(stderr: string): NixMessage[] {
  const messages: NixMessage[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    // More lines may come than a call may have arguments.
    for (const message of readPlainText(plain)) messages.push(message);
    plain = [];
  };
  for (const line of stderr.split('\n')) {
    const structured = line.startsWith(PREFIX) ? readStructured(line.slice(PREFIX.length)) : null;
    if (structured === null) {
      plain.push(line);
      continue;
    }
    flush();
    messages.push(...structured);
  }
  flush();
  return messages;
}

const PREFIX = '@nix ';

/** Other actions than messages are progress: they say nothing. Null: not what Nix writes. */
function readStructured(text: string): NixMessage[] | null {
  const entry = parseObject(text);
  if (entry === null) return null;
  const { action, level, msg, raw_msg: bare } = entry;
  if (action !== 'msg' || typeof msg !== 'string') return [];
  const place = { position: readPosition(entry), trace: readTrace(entry['trace']) };
  if (typeof bare === 'string') return [{ level: nameLevel(level), text: clean(bare), ...place }];
  return [classify(clean(msg), level === 1 ? 'warning' : 'info', place)];
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameLevel(level: unknown): NixMessage['level'] {
  return level === 0 ? 'error' : level === 1 ? 'warning' : 'info';
}

type Place = Pick<NixMessage, 'position' | 'trace'>;

const NOWHERE: Place = { position: null, trace: [] };

/**
 * Nix logs its warnings and `builtins.trace` with the level of errors, and tells them by a prefix.
 * nixpkgs' `lib.warn` is a trace that holds a warning.
 */
function classify(text: string, otherwise: NixMessage['level'], place: Place): NixMessage {
  const [, prefix = '', rest = text] = PREFIXED.exec(text) ?? [];
  const level = prefix.includes('warning') ? 'warning' : prefix === 'error: ' ? 'error' : otherwise;
  return { level, text: rest.trim(), ...place };
}

const PREFIXED = /^((?:trace: )?(?:evaluation )?warning: |trace: |error: )(.*)$/s;

/** Colours off, and lines without the space that Nix leaves at their ends. */
function clean(text: string): string {
  return stripVTControlCharacters(text).trim();
}

function readPosition(entry: Readonly<Record<string, unknown>>): NixMessage['position'] {
  const { file, line, column } = entry;
  const known =
    typeof file === 'string' && typeof line === 'number' && typeof column === 'number' && line > 0;
  return known ? { file, line, column } : null;
}

function readTrace(trace: unknown): string[] {
  if (!Array.isArray(trace)) return [];
  return trace.filter(isRecord).flatMap((frame) => {
    const { raw_msg: text } = frame;
    if (typeof text !== 'string') return [];
    const position = readPosition(frame);
    const place = position === null ? '' : ` (${position.file}:${String(position.line)})`;
    return [`${clean(text)}${place}`];
  });
}

/** Every `error:` and `warning:` begins a message, to which the indented lines below it belong. */
function readPlainText(lines: readonly string[]): NixMessage[] {
  const groups: string[][] = [];
  for (const line of lines.map((each) => stripVTControlCharacters(each).trimEnd())) {
    const last = groups.at(-1);
    if (last !== undefined && (line === '' || line.startsWith(' '))) last.push(line);
    else if (line !== '') groups.push([line]);
  }
  return groups.map((group) => readPlainGroup(group.join('\n').trim()));
}

function readPlainGroup(text: string): NixMessage {
  const [, file, line, column] = PLACE.exec(text) ?? [];
  const position = file === undefined ? null : { file, line: Number(line), column: Number(column) };
  const message = classify(text.slice(0, indexOr(text, SOURCE)), 'info', { ...NOWHERE, position });
  return message;
}

/** `       at /web.nix:3:5:`, before the lines of source. */
const PLACE = /^\s+at (.+):(\d+):(\d+):?$/m;
const SOURCE = /\n\s*\n?\s+at .+:\d+:\d+:?\n|\n\s*\n?\s+at .+:\d+:\d+:?$/;

function indexOr(text: string, pattern: RegExp): number {
  const index = text.search(pattern);
  return index < 0 ? text.length : index;
}
