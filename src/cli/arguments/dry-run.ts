import type { DryRun } from '../../model/dry-run.ts';
import { Failure } from '../../model/failure.ts';

const VALUES: ReadonlyMap<string | null, DryRun> = new Map<string | null, DryRun>([
  ['none', 'none'],
  ['false', 'none'],
  ['0', 'none'],
  [null, 'client'],
  ['client', 'client'],
  ['true', 'client'],
  ['1', 'client'],
  ['server', 'server'],
]);

/** The dry run that the values of all uses of `--dry-run` ask for (null: no value given): the last one wins. */
export function readDryRun(values: readonly (string | null)[]): DryRun {
  return values.map(readValue).at(-1) ?? 'none';
}

/** kubectl would take further spellings for real runs; a slip must not become one. */
function readValue(value: string | null): DryRun {
  const dryRun = VALUES.get(value);
  if (dryRun !== undefined) return dryRun;
  throw new Failure({
    code: 'invalid-value',
    message: `--dry-run=${value ?? ''} is not known`,
    hint: 'Write --dry-run=client, --dry-run=server or --dry-run=none.',
  });
}
