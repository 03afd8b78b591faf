import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { generatePages } from '../references/generate-pages.ts';

test.each((await generatePages()).map((page) => [basename(page.file), page] as const))(
  'docs/%s is as `npm run docs` writes it',
  async (_, { file, text }) => {
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);
