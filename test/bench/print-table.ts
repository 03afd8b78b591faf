import { median, type Measurement } from './measure.ts';

export interface Row {
  readonly name: string;
  readonly measurements: readonly Measurement[];
}

/**
 * Prints a Markdown table: a row for each contestant with the median, the range, and the ratios of its
 * median to those of other rows.
 */
export function printTable(
  title: string,
  rows: readonly Row[],
  references: readonly string[] = [],
): void {
  const header = ['', 'median s', 'range', ...references.map((name) => `to ${name}`), 'peak MB'];
  const lines = rows.map((row) => [
    row.name,
    medianSeconds(row).toFixed(2),
    range(row),
    ...references.map((name) => ratio(row, rows, name)),
    peak(row),
  ]);
  console.log(`\n### ${title}\n\n${markdown([header, ...lines])}`);
}

function medianSeconds({ measurements }: Row): number {
  return median(measurements.map(({ seconds }) => seconds));
}

function range({ measurements }: Row): string {
  const seconds = measurements.map((measurement) => measurement.seconds);
  return `${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)}`;
}

function ratio(row: Row, rows: readonly Row[], reference: string): string {
  const base = rows.find(({ name }) => name === reference);
  return base === undefined ? '' : (medianSeconds(row) / medianSeconds(base)).toFixed(2);
}

/** Of the program itself, without those that it starts. */
function peak({ measurements }: Row): string {
  const highest = Math.max(...measurements.map(({ peakMegabytes }) => peakMegabytes));
  return highest === 0 ? '' : highest.toFixed(0);
}

function markdown([header = [], ...lines]: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const show = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [show(header), show(rule), ...lines.map(show)].join('\n');
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
