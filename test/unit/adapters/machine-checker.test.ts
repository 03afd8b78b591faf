import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMachineChecker } from '../../../src/adapters/machine-checker.ts';
import type { GeneratedUnit } from '../../../src/model/machine-check.ts';

const precious = `precious-${randomUUID()}`;
const contents = '[Service]\nExecStart=/bin/true\n';

test.each<readonly [string, GeneratedUnit]>([
  ['a unit', { name: `../${precious}.service`, contents, dropins: [] }],
  [
    'an addition',
    {
      name: 'a.service',
      contents,
      dropins: [{ name: `../../${precious}.service`, contents }],
    },
  ],
  ['a unit of no name', { name: '..', contents: null, dropins: [{ name: 'a.conf', contents }] }],
])('%s of another directory is not written to have it checked', async (_, unit) => {
  const checker = createMachineChecker({});
  expect(await checker.units([unit], new AbortController().signal)).toMatchObject({
    type: 'failed',
    reason: expect.stringMatching(/is no name of a unit or of an addition to one$/) as unknown,
  });
  expect(existsSync(join(tmpdir(), `${precious}.service`))).toBe(false);
});
