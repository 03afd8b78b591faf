import fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  environmentFile,
  whyNotInEnvironment,
} from '../../../src/machine/secrets/environment-file.ts';
import { canStartSystemd, readEnvironment } from '../../support/machines/read-environment.ts';

/** What quoting fails on, one by one and in any mixture. */
const NASTY = [
  `"`,
  `'`,
  '\\',
  '$',
  '`',
  '%',
  '\n',
  ' ',
  '#',
  ';',
  '=',
  '\t',
  '{',
  '}',
  '!',
  'ä',
  '🙂',
];

const values = [
  ...[
    '',
    ' ',
    '\n',
    '\\',
    '\\\\',
    '"',
    "'",
    '$HOME',
    '${HOME}',
    '%n',
    '%%',
    '# no comment',
    'a\\\nb',
  ],
  ...['$(reboot)', '`reboot`', 'ends with \\', '\n\n', '\\n', "it's", '"quoted"', ' a b '],
  ...fc.sample(fc.string({ unit: fc.constantFrom(...NASTY, 'a', 'n') }), { numRuns: 300, seed: 1 }),
  ...fc.sample(
    fc.string({ unit: 'grapheme' }).filter((value) => whyNotInEnvironment(value) === null),
    { numRuns: 200, seed: 2 },
  ),
];

test.skipIf(!canStartSystemd)('systemd gives a unit every value as it was', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kubernixos-environment-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const meant = values.map((value, index) => ({ name: `VALUE_${String(index)}`, value }));
  await writeFile(join(dir, 'file'), environmentFile(meant));

  const read = await readEnvironment(dir, join(dir, 'file'));

  expect(meant.map(({ name }) => ({ name, value: read[name] }))).toEqual(meant);
});
