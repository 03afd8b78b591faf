import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPage } from '../../support/docs/read-pages.ts';

const tests = resolve(import.meta.dirname, '../..');
describe.each(['concourse-k0sctl', 'ephemeros'])('what became of %s', (page) => {
  const named = readPage(`docs/${page}.md`).text.matchAll(/`([\w/.-]+\.test\.ts)`/g);
  const files = [...new Set([...named].map(([, file = '']) => file))];

  test.each(files)('is shown by a test that is there: %s', (file) => {
    expect(existsSync(join(tests, file))).toBe(true);
  });
});
