import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EFFECTS, FAULT_ROWS } from '../e2e/faults/fault-rows.ts';

const DOCS = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');

test('the docs list the faults that are tested, and what comes of them', () => {
  const rows = FAULT_ROWS.map(({ phase, fault, effect, line }) => [
    ...[phase, fault, effect, `\`${line.trim()}\``, String(EFFECTS[effect].exitCode)],
  ]);
  expect(table('where')).toEqual(rows);
});

/** The rows of the table whose header starts with this cell. */
function table(header: string): string[][] {
  const [, text = ''] = DOCS.split(new RegExp(`^\\| ${header} .*\\n.*\\n`, 'm'));
  const [rows = ''] = text.split('\n\n', 1);
  return rows.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
