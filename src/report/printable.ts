import { shorten } from '../model/shorten.ts';
import { escapeUnprintable } from '../model/unprintable.ts';

/** Longer lines are cut: nobody reads them, and they would push off the screen what matters. */
const LONGEST_LINE = 2000;

/**
 * Makes text from outside harmless to a terminal, and readable. Line feeds and tabs stay, but a line
 * that is not the first is indented, or begins with a dash: it cannot pass for another message.
 */
export function printable(text: string): string {
  const [first = '', ...others] = text.split('\n').map(printableAsIs);
  return [first, ...others.map(indent)].join('\n');
}

/** The same for text that must stay on its line. */
export function printableLine(text: string): string {
  return printableAsIs(text).replaceAll('\n', '\\n').replaceAll('\t', ' ');
}

function printableAsIs(text: string): string {
  return escapeUnprintable(shorten(text, LONGEST_LINE));
}

function indent(line: string): string {
  return line === '' || /^(?:- |[ \t])/.test(line) ? line : `  ${line}`;
}
