import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readPage } from '../../support/docs/read-pages.ts';

const tests = resolve(import.meta.dirname, '../..');
const named = [...readPage('docs/concourse-k0sctl.md').text.matchAll(/`([\w/.-]+\.test\.ts)`/g)];

test.each([...new Set(named.map(([, file = '']) => file))])(
  'the test that shows what became of concourse-k0sctl is there: %s',
  (file) => {
    expect(existsSync(join(tests, file))).toBe(true);
  },
);
