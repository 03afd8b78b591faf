import { type Row, wrap } from './columns.ts';

/**
 * Text as roff takes it: no letter of it is a command, and dashes can be copied.
 * https://man7.org/linux/man-pages/man7/groff_man_style.7.html
 */
export function roffText(text: string): string {
  return wrap(text, WIDTH)
    .join('\n')
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('…', '...')
    .replaceAll(/^\./gm, '\\&.');
}

/** Of a line of source; what a reader sees is wrapped anew. */
const WIDTH = 70;

export function roffSection(title: string, ...blocks: readonly string[]): string {
  return `.SH ${title}\n${blocks.join('')}`;
}

export function roffSubsection(title: string, ...blocks: readonly string[]): string {
  return `.SS ${roffText(title)}\n${blocks.join('')}`;
}

export function roffParagraphs(texts: readonly string[]): string {
  return texts.map((text) => `${roffText(text)}\n`).join('.PP\n');
}

/** Terms, each in bold, with what is said of them below. */
export function roffTerms(rows: readonly Row[]): string {
  return rows.map(([term, text]) => `.TP\n\\fB${roffText(term)}\\fR\n${roffText(text)}\n`).join('');
}
