import { median, type Measurement } from './measure.ts';

type Row = readonly [name: string, measurements: readonly Measurement[]];

/** Prints a line for each row: medians, the range, and the ratio to the row called `reference`. */
export function printTable(reference: string, rows: readonly Row[]): void {
  const base = rows.find(([name]) => name === reference)?.[1] ?? [];
  const baseSeconds = median(base.map(({ seconds }) => seconds));
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`\n${''.padEnd(width)}  median s   lowest  highest   ratio  peak MB`);
  for (const [name, measurements] of rows) {
    const seconds = measurements.map((measurement) => measurement.seconds);
    const peak = Math.max(...measurements.map(({ peakMegabytes }) => peakMegabytes));
    const cells = [
      median(seconds).toFixed(2).padStart(8),
      Math.min(...seconds)
        .toFixed(2)
        .padStart(7),
      Math.max(...seconds)
        .toFixed(2)
        .padStart(7),
      (median(seconds) / baseSeconds).toFixed(2).padStart(6),
      peak.toFixed(0).padStart(7),
    ];
    console.log(`${name.padEnd(width)}  ${cells.join('  ')}`);
  }
  console.log(`\nratio: to "${reference}". Peak: of the program itself, without those it starts.`);
}
