import { printableLine } from './printable.ts';

/** What was asked and answered, in one line. */
export function fetchLine(record: {
  readonly from: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly machine: string | null;
}): string {
  const { from, method, target, status, machine } = record;
  const whose = machine === null ? '' : ` (${machine})`;
  return printableLine(`${from} ${method} ${target}: ${String(status)}${whose}`);
}
