import { structuredPatch } from 'diff';
import { printJson } from '../model/exact-json.ts';
import type { Json } from '../model/json.ts';
import { shorten } from '../model/shorten.ts';
import type { FieldChange, TakenFields } from '../model/plan.ts';
import { printable, printableLine } from './printable.ts';
import type { Color, Style } from './style.ts';

const MARKS: Readonly<Record<FieldChange['type'], readonly [sign: string, color: Color]>> = {
  add: ['+', 'green'],
  remove: ['-', 'red'],
  replace: ['~', 'yellow'],
  reorder: ['~', 'yellow'],
};

/** One field that changes: its path and both values, or the lines that differ in a longer text. */
export function fieldLines(field: FieldChange, style: Style): readonly string[] {
  const [sign, color] = MARKS[field.type];
  const head = style(color, `${sign} ${printableLine(shorten(field.path, LONGEST))}:`);
  const lines = field.masked ? null : textDiff(field, style);
  return lines === null ? [`${head} ${describe(field)}`] : [head, ...lines];
}

/** Fields that other managers would lose, with those managers. */
export function takenLines(taken: readonly TakenFields[], style: Style): readonly string[] {
  return taken.map(({ manager, paths }) => {
    const fields = shorten(paths.join(', '), LONGEST);
    const some = `takes ${fields} from field manager ${shorten(manager, LONGEST)}`;
    return style('yellow', `! ${printableLine(some)}`);
  });
}

function describe(field: FieldChange): string {
  if (field.masked) return `(secret value, ${MASKED_WORDS[field.type]})`;
  switch (field.type) {
    case 'add':
      return show(field.to);
    case 'remove':
      return show(field.from);
    case 'replace':
      return `${show(field.from)} → ${show(field.to)}`;
    case 'reorder':
      return `in another order: ${show(field.from)} → ${show(field.to)}`;
  }
}

const MASKED_WORDS: Readonly<Record<FieldChange['type'], string>> = {
  add: 'new',
  remove: 'removed',
  replace: 'changed',
  reorder: 'changed',
};

/** Values longer than this are cut: a plan is for reading. */
const LONGEST = 300;

function show(value: Json): string {
  return printableLine(shorten(printJson(value), LONGEST));
}

/** Longer texts are not compared line by line: it would take too long, and nobody would read it. */
const LONGEST_TEXT = 100_000;
const MOST_LINES = 60;

/** Texts that differ in more lines than this are not compared further: it would take minutes. */
const PATCH = { context: 2, maxEditLength: 1000 };

/** The lines that differ between two texts of several lines; null for any other values. */
function textDiff({ type, from, to }: FieldChange, style: Style): readonly string[] | null {
  if (type !== 'replace' || typeof from !== 'string' || typeof to !== 'string') return null;
  if (!from.includes('\n') && !to.includes('\n')) return null;
  if (from.length + to.length > LONGEST_TEXT) return null;
  const patch = structuredPatch('', '', from, to, undefined, undefined, PATCH);
  if (patch === undefined) return null;
  const lines = patch.hunks.flatMap((hunk) => [`@@ line ${String(hunk.newStart)}`, ...hunk.lines]);
  const rest = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES).map((line) => `    ${paint(line, style)}`),
    ...(rest > 0 ? [`    … ${String(rest)} more lines`] : []),
  ];
}

const LINE_COLORS: Readonly<Record<string, Color>> = { '+': 'green', '-': 'red', '@': 'cyan' };

function paint(line: string, style: Style): string {
  const text = printable(shorten(line, LONGEST));
  const color = LINE_COLORS[line.charAt(0)];
  return color === undefined ? text : style(color, text);
}
