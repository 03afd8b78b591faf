/** A line of help: what is written, and what it does. */
export type Row = readonly [left: string, right: string];

export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

/** The width that all help fits. */
const WIDTH = 100;

/** Sections, whose second columns are aligned. A row that would be too wide goes on below. */
export function showSections(...sections: readonly Section[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return sections
    .map(({ heading, rows }) => `${heading}:\n${rows.map((row) => showRow(row, width)).join('')}`)
    .join('');
}

function showRow([left, right]: Row, width: number): string {
  const margin = width + 5;
  const lines = wrap(right, WIDTH - margin).join(`\n${' '.repeat(margin)}`);
  return `  ${left.padEnd(width)}   ${lines}\n`;
}

/** A text as a paragraph. */
export function paragraph(text: string): string {
  return `${wrap(text, WIDTH).join('\n')}\n`;
}

/** The lines of a text, no wider than told where its words allow it. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
