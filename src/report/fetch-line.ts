import type { FetchRecord } from '../model/boot-request.ts';
import { printableLine } from './printable.ts';

/** What was asked and answered, in one line. */
export function fetchLine(record: FetchRecord): string {
  const { from, method, target, status, machine, reason } = record;
  const whose = machine === null ? '' : ` (${machine})`;
  const outcome = [status, reason].filter((part) => part !== null).join(', ');
  return printableLine(`${from} ${method} ${target}: ${outcome}${whose}`);
}
